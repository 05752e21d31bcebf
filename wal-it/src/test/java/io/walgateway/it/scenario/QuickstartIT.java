package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The first thing that anybody does: a namespace through REST, a write to it, and the payload is there. */
class QuickstartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();

    @Test
    void shouldDeliverAWriteToANamespaceThatWasJustPut() throws Exception {
        String name = Components.uniqueName("quick");
        String topic = name + "-out";
        Topics.create(system, topic, 1);
        var records = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, records)) {
            operator.put(name, NamespaceDocuments.toTopic(topic));
            var answer = gateway.awaitTrue(
                    Gateway.request(name, "hello")
                            .setOrderingKey(ByteString.copyFromUtf8("k"))
                            .build(),
                    PATIENCE);

            await().until(() -> reader.count() > 0);
            assertThat(records).hasSize(1);
            var record = records.getFirst();
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("k");
            assertThat(new String(record.headers().lastHeader("wal-message-id").value(), StandardCharsets.UTF_8))
                    .isEqualTo(answer.getMessageId());
        }
    }
}
