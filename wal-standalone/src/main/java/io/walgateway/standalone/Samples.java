package io.walgateway.standalone;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.walgateway.config.document.NamespaceDocument;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The namespaces to try things with, and what they deliver to. What is there already is left as it is. */
final class Samples {

    static final String QUICKSTART = "quickstart";
    static final String QUICKSTART_TOPIC = "quickstart-out";
    static final String ORDERS = "orders";

    private static final String FOLDER = "/config/namespaces/";
    private static final Duration SCHEMA_WITHIN = Duration.ofSeconds(60);
    private static final List<String> ORDERS_SCHEMA = List.of(
            "CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
            "CREATE TABLE IF NOT EXISTS shop.orders (id text PRIMARY KEY, status text, total double)");

    private Samples() {}

    /**
     * Where the samples are made.
     *
     * @param kafka as in {@code bootstrap.servers}
     * @param cassandra absent: without the namespace that needs it
     */
    record Place(URI controlPlane, String kafka, Optional<InetSocketAddress> cassandra) {}

    /** On this machine. */
    static Place place(Blueprint blueprint) {
        Ports ports = blueprint.ports();
        return new Place(
                URI.create("http://127.0.0.1:" + ports.controlPlane()),
                "127.0.0.1:" + ports.kafka(),
                blueprint.withCassandra()
                        ? Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.cassandra()))
                        : Optional.empty());
    }

    static void create(Place place, Consumer<String> progress) {
        ControlPlaneClient controlPlane = new ControlPlaneClient(place.controlPlane());
        createTopic(place.kafka(), QUICKSTART_TOPIC);
        create(controlPlane, QUICKSTART, document("quickstart.json"), progress);
        place.cassandra().ifPresent(cassandra -> {
            createTable(cassandra);
            create(controlPlane, ORDERS, document("orders.yaml"), progress);
        });
    }

    /** As JSON, be it written in JSON or in YAML. */
    static String document(String file) {
        try (InputStream in = Samples.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is not on the class path");
            }
            // JSON is YAML.
            return NamespaceDocument.jsonOfYaml(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(FOLDER + file + " cannot be read", e);
        }
    }

    private static void create(
            ControlPlaneClient controlPlane, String name, String document, Consumer<String> progress) {
        if (controlPlane.createNamespace(name, document)) {
            progress.accept("  namespace %s created".formatted(name));
        }
    }

    private static void createTopic(String bootstrapServers, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StandaloneException("topic %s could not be created: %s".formatted(topic, e.getCause()), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted", e);
        }
    }

    private static void createTable(InetSocketAddress cassandra) {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(cassandra)
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        // A node that has just started may take its time over its first change of schema.
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SCHEMA_WITHIN)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, SCHEMA_WITHIN)
                        .build())
                .build()) {
            ORDERS_SCHEMA.forEach(session::execute);
        }
    }
}
