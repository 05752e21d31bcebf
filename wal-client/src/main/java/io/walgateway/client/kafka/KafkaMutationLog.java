package io.walgateway.client.kafka;

import com.google.protobuf.Timestamp;
import io.walgateway.client.cache.LogOutcome;
import io.walgateway.client.cache.MutationLog;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Appends changes straight to the topic of a namespace, without the gateway. The record has the form that the gateway
 * expects of external producers, and its key is that of the change.
 *
 * <p>The gateway places keys in the same partitions, as long as the producer keeps Kafka's own partitioner: leave {@code
 * partitioner.class} and {@code partitioner.ignore.keys} alone. For the order of a key, leave {@code enable.idempotence}
 * on as well. The namespace has a single topic; where it has several, use
 * {@link io.walgateway.client.cache.GatewayMutationLog}.
 *
 * <p>{@code acks} must be {@code all}. The time limit of an append is {@code max.block.ms} and {@code
 * delivery.timeout.ms} together: set both to a few seconds. The caller closes the producer, after the cache.
 */
public final class KafkaMutationLog implements MutationLog {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String namespace;

    /**
     * A log that takes the application's producer.
     *
     * @param topic     the namespace's only topic, in the cluster of its region
     * @param namespace the gateway refuses records that name another one than the topic's
     */
    public KafkaMutationLog(Producer<byte[], byte[]> producer, String topic, String namespace) {
        this.producer = producer;
        this.topic = topic;
        this.namespace = namespace;
    }

    @Override
    public LogOutcome append(CacheMutation mutation, Instant writeTime) throws InterruptedException {
        Thread asker = Thread.currentThread();
        AtomicBoolean duringTheCall = new AtomicBoolean();
        Future<RecordMetadata> sent;
        try {
            sent = producer.send(
                    record(mutation, writeTime),
                    (_, _) -> duringTheCall.compareAndSet(
                            false, Thread.currentThread().equals(asker)));
        } catch (RuntimeException e) {
            return new LogOutcome.NotAppended(text(e));
        }
        try {
            RecordMetadata metadata = sent.get();
            return new LogOutcome.Appended(topic + "/" + metadata.partition() + "@" + metadata.offset());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // What the producer refuses during the call has not been given to it. Later errors follow a request.
            return duringTheCall.get() || cause instanceof RecordTooLargeException
                    ? new LogOutcome.NotAppended(text(cause))
                    : new LogOutcome.Unknown(text(cause));
        }
    }

    private ProducerRecord<byte[], byte[]> record(CacheMutation mutation, Instant writeTime) {
        LogRecord record = LogRecord.newBuilder()
                .setNamespace(namespace)
                .setPayload(mutation.toByteString())
                .setWriteTime(Timestamp.newBuilder()
                        .setSeconds(writeTime.getEpochSecond())
                        .setNanos(writeTime.getNano()))
                .build();
        return new ProducerRecord<>(topic, mutation.getKey().getBytes(StandardCharsets.UTF_8), record.toByteArray());
    }

    private static String text(Throwable error) {
        return error.getClass().getSimpleName() + ": " + error.getMessage();
    }
}
