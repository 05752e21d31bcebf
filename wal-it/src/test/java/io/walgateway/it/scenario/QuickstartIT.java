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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first thing that anybody does: a namespace through REST, a write to it, and the payload is there. */
class QuickstartIT {
    /** One second is promised on an idle machine; tests share theirs with others. */
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(2);

    private final WalSystem system = WalSystem.running();

    /** The first write to a process that has just started waits for what the JVM loads and connects once. */
    @BeforeEach
    void warmUp() throws Exception {
        serveAndRead(Components.uniqueName("warm"), Duration.ofSeconds(20));
    }

    @Test
    void shouldServeANamespaceWithinASecondOfItsPut() throws Exception {
        Duration served = serveAndRead(Components.uniqueName("quick"), SERVED_WITHIN);
        System.out.printf("served %d ms after its put%n", served.toMillis());
    }

    private Duration serveAndRead(String name, Duration within) throws Exception {
        String topic = name + "-out";
        Topics.create(system, topic, 1);
        var records = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), topic, records)) {
            operator.put(name, NamespaceDocuments.toTopic(topic));
            long put = System.nanoTime();
            var answer = gateway.awaitTrue(
                    Gateway.request(name, "hello")
                            .setOrderingKey(ByteString.copyFromUtf8("k"))
                            .build(),
                    within);
            Duration served = Duration.ofNanos(System.nanoTime() - put);

            await().atMost(Duration.ofSeconds(10)).until(() -> reader.count() > 0);
            assertThat(records).hasSize(1);
            var record = records.getFirst();
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("k");
            assertThat(new String(record.headers().lastHeader("wal-message-id").value(), StandardCharsets.UTF_8))
                    .isEqualTo(answer.getMessageId());
            return served;
        }
    }
}
