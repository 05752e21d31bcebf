package io.walgateway.local.sqs;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Jdk;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An ElasticMQ server, which speaks the protocol of Amazon SQS and enforces its limits. It accepts any credentials.
 * Acknowledged data survives {@link #kill} and is available again after {@link #start}, except for the order of a FIFO
 * queue whose messages were in flight, which Amazon SQS keeps.
 */
public final class ElasticMqServer extends ProcessComponent {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Path directory;
    private final int port;
    private final JvmSettings jvm;

    private ElasticMqServer(Path directory, int port, JvmSettings jvm) {
        super("elasticmq", directory);
        this.directory = directory;
        this.port = port;
        this.jvm = jvm;
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param directory used by this server alone, created if it does not exist; the data of an earlier server in it is
     *                  kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static ElasticMqServer in(Path directory, int port) {
        return new ElasticMqServer(
                Directories.make(directory), port == 0 ? FreePorts.next() : port, JvmSettings.small());
    }

    /** The endpoint for clients of SQS. */
    public URI endpoint() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    @Override
    public void start() {
        process.requireStartable(port);
        ComponentClasspath classpath = ComponentClasspath.of("elasticmq");
        Directories.make(directory.resolve("data"));
        Template.resource(ElasticMqServer.class, "logback.xml").renderTo(directory.resolve("logback.xml"));
        Template.resource(ElasticMqServer.class, "elasticmq.conf")
                .with("port", port)
                .renderTo(directory.resolve("elasticmq.conf"));
        process.start(new Launch(
                command(), classpath.asEnvironment(), Signal.TERM, READY_WITHIN, pid -> ElasticMqProbe.answers(port)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Jdk.running().java().toString()));
        command.addAll(jvm.arguments());
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dconfig.file=" + directory.resolve("elasticmq.conf"));
        command.add("-Dlogback.configurationFile="
                + directory.resolve("logback.xml").toUri());
        command.add("org.elasticmq.server.Main");
        return List.copyOf(command);
    }
}
