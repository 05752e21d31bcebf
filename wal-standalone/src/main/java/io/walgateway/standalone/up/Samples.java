package io.walgateway.standalone.up;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.walgateway.cli.option.RunningStack;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.rest.RefusedException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.part.PartKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Sample namespaces, and the targets that they deliver to. Whatever exists already stays as it is. */
public final class Samples {

    static final String QUICKSTART = "quickstart";
    public static final String QUICKSTART_TOPIC = "quickstart-out";
    static final String ORDERS = "orders";
    static final String KEY_VALUE = "key-value";

    private static final String FOLDER = "/config/namespaces/";
    private static final int TRIES = 5;
    private static final int EXISTS = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int UNAVAILABLE = 503;
    private static final Map<String, String> ONLY_NEW =
            Map.of("If-None-Match", "*", "Wal-Why", "a namespace to try things with");
    private static final Duration SCHEMA_WITHIN = Duration.ofSeconds(60);
    private static final List<String> ORDERS_SCHEMA = List.of(
            "CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
            "CREATE TABLE IF NOT EXISTS shop.orders (id text PRIMARY KEY, status text, total double)");

    private Samples() {}

    /**
     * Where the samples are created.
     *
     * @param tls       for an address with https
     * @param kafka     of each region, as in {@code bootstrap.servers}
     * @param cassandra absent: the namespace that needs it is left out
     * @param keyValue  whether there is a Key-Value service, whose sets need a namespace
     */
    record Place(
            URI controlPlane,
            Optional<SSLContext> tls,
            List<String> kafka,
            Optional<InetSocketAddress> cassandra,
            boolean keyValue) {}

    /** The place of a stack on this machine. */
    static Place place(Blueprint blueprint) {
        Ports ports = blueprint.layout().shared();
        return new Place(
                URI.create(blueprint.scheme() + "://127.0.0.1:" + ports.controlPlane()),
                RunningStack.operator(blueprint.data().path()).map(CommandTls::https),
                blueprint.composition().parts().stream()
                        .filter(part -> part.kind() == PartKind.KAFKA)
                        .map(part -> "127.0.0.1:" + blueprint.layout().of(part))
                        .toList(),
                blueprint.has(PartKind.CASSANDRA)
                        ? Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.cassandra()))
                        : Optional.empty(),
                blueprint.has(PartKind.KEY_VALUE));
    }

    static void create(Place place, Consumer<String> progress) {
        // Where the operator has a certificate, the author is the operator.
        Map<String, String> author = place.tls().isPresent() ? Map.of() : Map.of("Wal-Author", "wal-up");
        ControlPlane controlPlane = new ControlPlane(place.controlPlane(), place.tls(), author);
        place.kafka().forEach(kafka -> createTopic(kafka, QUICKSTART_TOPIC));
        create(controlPlane, QUICKSTART, document("quickstart.json"), progress);
        place.cassandra().ifPresent(cassandra -> {
            createTable(cassandra);
            create(controlPlane, ORDERS, document("orders.yaml"), progress);
        });
        if (place.keyValue()) {
            create(controlPlane, KEY_VALUE, document("key-value.yaml"), progress);
        }
    }

    /** Returns the document as JSON, from either JSON or YAML. */
    static String document(String file) {
        try (InputStream in = Samples.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is not on the class path");
            }
            // Every JSON document is also YAML.
            return NamespaceDocument.jsonOfYaml(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(FOLDER + file + " cannot be read", e);
        }
    }

    private static void create(ControlPlane controlPlane, String name, String document, Consumer<String> progress) {
        if (createNamespace(controlPlane, name, document)) {
            progress.accept("  namespace %s created".formatted(name));
        }
    }

    /**
     * Returns true if the namespace was created; false if one of this name exists already, which stays as it is. On a
     * busy machine, a broker that has just started may not answer in time at first; each try waits by itself, so
     * retries follow at once.
     */
    public static boolean createNamespace(ControlPlane controlPlane, String name, String document) {
        for (int more = TRIES - 1; ; more--) {
            try {
                controlPlane.send("PUT", ControlPlane.path("namespaces", name), document, ONLY_NEW);
                return true;
            } catch (RefusedException e) {
                if (e.status() == EXISTS || e.status() == PRECONDITION_FAILED) {
                    return false;
                }
                if (e.status() != UNAVAILABLE || more == 0) {
                    throw new CliException("namespace %s could not be created: %s".formatted(name, e.getMessage()), e);
                }
            }
        }
    }

    private static void createTopic(String bootstrapServers, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new CliException("topic %s could not be created: %s".formatted(topic, e.getCause()), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted", e);
        }
    }

    private static void createTable(InetSocketAddress cassandra) {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(cassandra)
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        // A node that has just started may be slow with its first schema change.
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SCHEMA_WITHIN)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, SCHEMA_WITHIN)
                        .build())
                .build()) {
            ORDERS_SCHEMA.forEach(session::execute);
        }
    }
}
