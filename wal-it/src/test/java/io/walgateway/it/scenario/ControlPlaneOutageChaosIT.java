package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control plane, or its store, is away. Enforces promise 9: the data plane serves on, also across its own restart. */
class ControlPlaneOutageChaosIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("alone");
    private final String topic = name + "-out";
    private final CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> delivered = new CopyOnWriteArrayList<>();
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final Gateway gateway = new Gateway(system);

    @BeforeEach
    void serveANamespace() throws Exception {
        Topics.create(system, topic, 1);
        operator.put(name, NamespaceDocuments.toTopic(topic));
        gateway.awaitTrue(Gateway.request(name, "before").build(), PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        operator.close();
        WalSystem.running();
    }

    @Test
    void shouldServeOnWithoutTheControlPlaneAlsoAfterARestart() throws Exception {
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, delivered)) {
            awaitDelivered(reader, 1);
            system.controlPlane().kill();
            writeAndAwait(reader, 2);

            system.server().kill();
            system.consumer().kill();
            system.server().start();
            system.consumer().start();
            writeAndAwait(reader, 3);

            system.controlPlane().start();
            String later = Components.uniqueName("later");
            awaitChanged(later);
            gateway.awaitTrue(Gateway.request(later, "after").build(), PATIENCE);
            awaitDelivered(reader, 4);
        }
    }

    @Test
    void shouldServeOnWithoutTheStoreAndRefuseChanges() throws Exception {
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, delivered)) {
            awaitDelivered(reader, 1);
            system.postgres().kill();
            writeAndAwait(reader, 2);

            var refused = operator.send("PUT", "/v1/namespaces/" + name, NamespaceDocuments.toTopic(topic));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(refused.body()).contains("store-away");

            system.postgres().start();
            awaitChanged(name);
            writeAndAwait(reader, 3);
        }
    }

    /** A control plane that was just started may not know yet that its store and its queues are there. */
    private void awaitChanged(String namespace) {
        await("changes are taken again")
                .atMost(PATIENCE)
                .until(() -> operator.send("PUT", "/v1/namespaces/" + namespace, NamespaceDocuments.toTopic(topic))
                                .statusCode()
                        < 300);
    }

    private void writeAndAwait(TopicReader reader, int count) {
        gateway.awaitTrue(Gateway.request(name, "write " + count).build(), PATIENCE);
        awaitDelivered(reader, count);
    }

    /** Those that came again count once. */
    private void awaitDelivered(TopicReader reader, int count) {
        await("delivery " + count).atMost(PATIENCE).until(() -> reader.count() >= count);
    }
}
