package io.walgateway.local.kafka;

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
import io.walgateway.local.process.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker that is a controller, too: by itself, or as a member of a {@link KafkaCluster}. Topics are not created
 * automatically; a record may have 32 MiB. Acknowledged data survives {@link #kill} and is available again after
 * {@link #start}.
 */
public final class KafkaBroker extends ProcessComponent {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Path directory;
    private final KafkaNode node;
    private final JvmSettings jvm;

    private KafkaBroker(Path directory, KafkaNode node, JvmSettings jvm) {
        super("kafka", directory);
        this.directory = Directories.make(directory);
        this.node = node;
        this.jvm = jvm;
    }

    /** Creates a small broker that starts quickly; the same as with {@link JvmSettings#small}. */
    public static KafkaBroker in(Path directory, int port) {
        return in(directory, port, JvmSettings.small());
    }

    /**
     * Creates a broker that is not started yet.
     *
     * @param directory used by this broker alone, created if it does not exist; the data of an earlier broker in it is
     *                  kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static KafkaBroker in(Path directory, int port, JvmSettings jvm) {
        return of(directory, KafkaNode.alone(port == 0 ? FreePorts.next() : port), jvm);
    }

    static KafkaBroker of(Path directory, KafkaNode node, JvmSettings jvm) {
        return new KafkaBroker(directory, node, jvm);
    }

    /** The address for clients, as in their {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + node.port();
    }

    @Override
    public void start() {
        process.requireStartable(node.ports());
        ComponentClasspath classpath = ComponentClasspath.of("kafka");
        Map<String, String> environment = classpath.asEnvironment();
        Template.resource(KafkaBroker.class, "log4j2.properties").renderTo(directory.resolve("log4j2.properties"));
        node.describe(Template.resource(KafkaBroker.class, "server.properties"))
                .renderTo(directory.resolve("server.properties"));
        if (!Files.exists(directory.resolve("data").resolve("meta.properties"))) {
            format(environment);
        }
        process.start(new Launch(
                java(sharedClasses(classpath), "kafka.Kafka", "server.properties"),
                environment,
                Signal.TERM,
                READY_WITHIN,
                pid -> KafkaProbe.hasLiveBroker(node.port())));
    }

    /** Writes the cluster's id last, so its presence means that formatting was completed. */
    private void format(Map<String, String> environment) {
        List<String> command =
                java(List.of(), "kafka.tools.StorageTool", "format", "-t", node.clusterId(), "-c", "server.properties");
        new Tool(directory, process.log()).run(command, environment, Tool.Input.NONE);
    }

    private List<String> java(List<String> options, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Jdk.running().java().toString()));
        command.addAll(jvm.arguments());
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dlog4j2.configurationFile="
                + directory.resolve("log4j2.properties").toUri());
        command.addAll(options);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /**
     * Options for an archive of classes that the first orderly stop writes for all later starts, which then need half
     * the processor time. The JVM rejects an archive that does not fit or is incomplete, and runs without it.
     */
    private List<String> sharedClasses(ComponentClasspath classpath) {
        String name =
                classpath.jar("kafka_").getFileName() + "-jdk" + Jdk.running().feature() + ".jsa";
        return Directories.cache()
                .filter(_ -> jvm.quickStart())
                .map(cache -> List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + cache.resolve(name)))
                .orElse(List.of());
    }
}
