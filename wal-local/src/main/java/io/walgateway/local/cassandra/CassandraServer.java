package io.walgateway.local.cassandra;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Jdk;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A single-node Cassandra cluster. It needs a JDK 17, whichever JDK runs this program. Acknowledged data survives
 * {@link #kill} and is available again after {@link #start}.
 */
public final class CassandraServer extends ProcessComponent {

    private static final int JDK_FEATURE = 17;
    private static final String EACH_ANSWER = "batch";
    private static final String BY_DEFAULT = "periodic\ncommitlog_sync_period: 10s";
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final Path directory;
    private final int port;
    private final int storagePort;
    private final JvmSettings jvm;
    private final String commitLogSync;

    private CassandraServer(Path directory, int port, JvmSettings jvm, String commitLogSync) {
        super("cassandra", directory);
        this.directory = directory;
        this.port = port == 0 ? FreePorts.next() : port;
        this.jvm = jvm;
        this.commitLogSync = commitLogSync;
        this.storagePort = FreePorts.next();
    }

    /**
     * Creates a node that is not started yet.
     *
     * @param directory used by this node alone, created if it does not exist; the data of an earlier node in it is kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static CassandraServer in(Path directory, int port) {
        return new CassandraServer(Directories.make(directory), port, JvmSettings.small(), EACH_ANSWER);
    }

    /**
     * The same for measurements: with another JVM, and as Cassandra is by default, so that answers do not wait for the
     * disk. Data that was acknowledged less than 100 ms before {@link #kill} may be lost.
     */
    public static CassandraServer forLoad(Path directory, int port, JvmSettings jvm) {
        return new CassandraServer(Directories.make(directory), port, jvm, BY_DEFAULT);
    }

    /** True if there is a JDK that it runs on. */
    public static boolean isAvailable() {
        return Jdk.find(JDK_FEATURE, JDK_FEATURE).isPresent();
    }

    /** The address to which drivers connect. */
    public InetSocketAddress contactPoint() {
        return Loopback.at(port);
    }

    /** The datacenter's name, as drivers need it. */
    public String localDatacenter() {
        return "datacenter1";
    }

    @Override
    public void start() {
        process.requireStartable(port, storagePort);
        Jdk jdk = Jdk.find(JDK_FEATURE, JDK_FEATURE)
                .orElseThrow(() -> new ComponentStartException(
                        "cassandra: no JDK %1$d found (expected: one named by JAVA%1$d_HOME, or in /usr/lib/jvm)"
                                .formatted(JDK_FEATURE)));
        ComponentClasspath classpath = ComponentClasspath.of("cassandra");
        Template.resource(CassandraServer.class, "logback.xml").renderTo(directory.resolve("logback.xml"));
        Template.resource(CassandraServer.class, "jvm.options").renderTo(directory.resolve("jvm.options"));
        Template.resource(CassandraServer.class, "cassandra.yaml")
                .with("port", port)
                .with("storage-port", storagePort)
                .with("commitlog-sync", commitLogSync)
                .renderTo(directory.resolve("cassandra.yaml"));
        process.start(new Launch(
                command(jdk, classpath),
                classpath.asEnvironment(),
                Signal.TERM,
                READY_WITHIN,
                pid -> CassandraProbe.answers(port)));
    }

    private List<String> command(Jdk jdk, ComponentClasspath classpath) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "@jvm.options"));
        command.addAll(jvm.arguments());
        command.addAll(List.of(
                "-javaagent:" + classpath.jar("jamm-"),
                "-Dcassandra.config=" + directory.resolve("cassandra.yaml").toUri(),
                "-Dlogback.configurationFile="
                        + directory.resolve("logback.xml").toUri(),
                "org.apache.cassandra.service.CassandraDaemon"));
        return List.copyOf(command);
    }
}
