package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ConsumerMeters;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * A record that fits Kafka waits there for a retry when SQS takes Kafka's place, whose records are smaller. It goes there by
 * claim check: the old queue drains although the target is still not there, and when it is, the record arrives.
 */
class OversizedRequeueIT {
    private static final int BYTES = 1_500_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WalSystem system = WalSystem.running();
    private final ConsumerMeters meters = ConsumerMeters.of(system);
    private final String name = Components.uniqueName("oversized");
    private final String target = name + "-out";

    @Test
    void shouldGoByClaimCheckWhereTheQueueOfTodayTakesSmallerRecords() throws Exception {
        byte[] payload = new byte[BYTES];
        new Random(1).nextBytes(payload);
        var delivered = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, NamespaceDocuments.toLargeTopicBy("KAFKA", name, target));
            gateway.awaitServed(name);
            write(gateway, payload);
            await("a first attempt, at a target that is not there")
                    .atMost(PATIENCE)
                    .until(() -> meters.attempts(name) > 0 && meters.lag(name, name) > 0);
            operator.put(name, NamespaceDocuments.toLargeTopicBy("SQS", name + "-sqs", target));
            await("the queue that is left drains").atMost(PATIENCE).until(() -> meters.lag(name, name) == 0);

            Topics.createLarge(system, target);
            try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), target, delivered)) {
                await().atMost(PATIENCE).until(() -> reader.count() > 0);
            }
        }
        assertThat(Arrays.equals(delivered.getFirst().value(), payload)).isTrue();
    }

    private void write(Gateway gateway, byte[] payload) throws Exception {
        var answer = gateway.write(
                WriteToLogRequest.newBuilder()
                        .setNamespace(name)
                        .setPayload(ByteString.copyFrom(payload))
                        .build(),
                PATIENCE);
        assertThat(answer.getDurable()).as(answer.getMessage()).isEqualTo(Trilean.TRILEAN_TRUE);
    }
}
