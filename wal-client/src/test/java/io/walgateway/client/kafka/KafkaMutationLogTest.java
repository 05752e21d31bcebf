package io.walgateway.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.client.cache.LogOutcome;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.LogRecord;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaMutationLogTest {
    private static final CacheMutation MUTATION = CacheMutation.newBuilder()
            .setOperation(CacheOperation.CACHE_OPERATION_DELETE)
            .setKey("k\u00e9y")
            .build();
    private static final Instant WRITE_TIME = Instant.ofEpochSecond(1_700_000_000, 5);

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaMutationLog log = new KafkaMutationLog(kafka, "topic", "caches");

    @Test
    void shouldAppendTheRecordOfAnExternalProducer() throws Exception {
        CompletableFuture<LogOutcome> outcome = append();
        kafka.completeNext();

        assertThat(outcome.get()).isEqualTo(new LogOutcome.Appended("topic/0@0"));
        ProducerRecord<byte[], byte[]> record = kafka.history().getFirst();
        assertThat(record.partition()).as("left to the partitioner").isNull();
        assertThat(record.key())
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo("k\u00e9y");
        LogRecord.Builder expected =
                LogRecord.newBuilder().setNamespace("caches").setPayload(MUTATION.toByteString());
        expected.getWriteTimeBuilder().setSeconds(1_700_000_000).setNanos(5);
        assertThat(LogRecord.parseFrom(record.value())).isEqualTo(expected.build());
    }

    @Test
    void shouldNotKnowWhatBecameOfARecordThatWasSent() throws Exception {
        CompletableFuture<LogOutcome> outcome = append();
        kafka.errorNext(new TimeoutException("no answer"));
        assertThat(outcome.get()).isEqualTo(new LogOutcome.Unknown("TimeoutException: no answer"));
    }

    @Test
    void shouldKnowThatARecordIsTooLarge() throws Exception {
        CompletableFuture<LogOutcome> outcome = append();
        kafka.errorNext(new RecordTooLargeException("2 MiB"));
        assertThat(outcome.get()).isEqualTo(new LogOutcome.NotAppended("RecordTooLargeException: 2 MiB"));
    }

    @Test
    void shouldKnowThatNothingWasSentWhenTheProducerRefuses() throws Exception {
        kafka.sendException = new IllegalStateException("closed");
        assertThat(log.append(MUTATION, WRITE_TIME))
                .isEqualTo(new LogOutcome.NotAppended("IllegalStateException: closed"));
    }

    private CompletableFuture<LogOutcome> append() {
        CompletableFuture<LogOutcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(log.append(MUTATION, WRITE_TIME));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        await().until(() -> !kafka.history().isEmpty());
        return outcome;
    }
}
