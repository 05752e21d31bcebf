package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.it.system.ConsumerMeters;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.LogRecords;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.WalSystem;
import io.walgateway.it.target.FailingTargetProvider;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A message that cannot be delivered is in the dead-letter queue with all that is needed to understand it, and attempts are
 * counted right. Enforces the second half of promise 1.
 */
class DeadLetterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS_MAX = 4;

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("letters");

    @Test
    void shouldDeadLetterARejectedWriteAfterOneAttempt() throws Exception {
        try (Tables tables = new Tables(system)) {
            put(NamespaceDocuments.toTable(tables.keyspace(), Tables.TABLE));
            String id = write("no row");

            LogRecord letter = awaitDeadLetter();
            assertThat(letter.getPayload().toStringUtf8()).isEqualTo("no row");
            assertThat(letter.getOrderingKey().toStringUtf8()).isEqualTo("key");
            assertThat(messageId(letter)).isEqualTo(id);
            assertThat(letter.hasWriteTime()).isTrue();
            assertThat(letter.hasAppendTime()).isTrue();
            DeadLetter why = letter.getDeadLetter();
            assertThat(why.getReason()).isEqualTo(DeadLetterReason.DEAD_LETTER_REASON_REJECTED);
            assertThat(why.getAttempts()).isEqualTo(1);
            assertThat(why.getTarget()).isEqualTo("cassandra");
            assertThat(why.getLastError()).isNotBlank();
            assertThat(why.hasFirstAttemptTime()).isTrue();
            assertThat(why.hasLastAttemptTime()).isTrue();
            assertThat(why.getOrigin()).matches(name + "/\\d@\\d+");
            assertThat(ConsumerMeters.of(system).attempts(name)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "key"})
    void shouldDeadLetterAFailingWriteAfterItsLastAttempt(String ordering) throws Exception {
        put(failing(ordering, "100ms"));
        write("{\"id\": \"fails\"}");

        DeadLetter why = awaitDeadLetter().getDeadLetter();
        assertThat(why.getReason()).isEqualTo(DeadLetterReason.DEAD_LETTER_REASON_ATTEMPTS_EXHAUSTED);
        assertThat(why.getAttempts()).isEqualTo(ATTEMPTS_MAX);
        assertThat(why.getLastError()).isEqualTo(FailingTargetProvider.WHY);
        assertThat(ConsumerMeters.of(system).attempts(name)).isEqualTo(ATTEMPTS_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "key"})
    void shouldGoOnCountingWhenTheConsumerIsKilledBetweenAttempts(String ordering) throws Exception {
        put(failing(ordering, "2s"));
        write("{\"id\": \"fails\"}");
        ConsumerMeters meters = ConsumerMeters.of(system);
        await().atMost(PATIENCE).until(() -> meters.attempts(name) >= 2);
        long before = meters.attempts(name);
        system.consumer().kill();
        system.consumer().start();

        DeadLetter why = awaitDeadLetter().getDeadLetter();
        assertThat(why.getAttempts()).isEqualTo(ATTEMPTS_MAX);
        assertThat(before + meters.attempts(name))
                .as("attempts before and after the kill")
                .isBetween((long) ATTEMPTS_MAX, ATTEMPTS_MAX + 1L);
    }

    private static String failing(String ordering, String backoff) {
        return NamespaceDocuments.document(
                NamespaceDocuments.failingTarget(), """
                "ordering": "%s",
                "retry": {"max-attempts": %d, "backoff.initial": "%s", "backoff.multiplier": 1, "jitter": 0}
                """.formatted(ordering, ATTEMPTS_MAX, backoff));
    }

    private void put(String document) throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            operator.put(name, document);
        }
    }

    private String write(String payload) throws InterruptedException {
        try (Gateway gateway = new Gateway(system)) {
            return gateway.awaitTrue(
                            Gateway.request(name, payload)
                                    .setOrderingKey(ByteString.copyFromUtf8("key"))
                                    .build(),
                            PATIENCE)
                    .getMessageId();
        }
    }

    private LogRecord awaitDeadLetter() throws InterruptedException {
        var records = new CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>>();
        try (TopicReader reader = TopicReader.open(system.kafka().bootstrapServers(), name + "-dlq", records)) {
            await("a dead letter").atMost(PATIENCE).until(() -> reader.count() > 0);
            reader.awaitEnd(PATIENCE);
        }
        assertThat(records).hasSize(1);
        return LogRecords.parseLetter(records.getFirst());
    }

    private static String messageId(LogRecord letter) {
        var bytes = letter.getMessageId().asReadOnlyByteBuffer();
        return new java.util.UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
