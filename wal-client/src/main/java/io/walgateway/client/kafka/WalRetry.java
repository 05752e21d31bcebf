package io.walgateway.client.kafka;

import io.walgateway.client.WalClient;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Puts the gateway behind an application's own Kafka: what could not be sent, or not be handled, is written to the log with a
 * delay and comes again through a Kafka target.
 *
 * <p>The record that comes has the topic, key, value and headers of the one that failed, and further headers (
 * {@link RetryHeaders}, {@code wal-message-id}). Its timestamp is the time at which it comes; the header {@code wal-write-time}
 * has that of the first record. Its partition follows from its key; one that the producer chose itself is
 * not kept. It comes after what was sent meanwhile, and may come twice. Keys of more than 1,024 bytes, and headers of more than
 * 16 KiB together, are refused by the gateway.
 *
 * <p>The namespace needs no target of its own. Its {@code limits.delay-max} must allow the policy's longest backoff with its
 * jitter, and its {@code retry} says how long the gateway itself goes on while the topic is not there.
 */
public final class WalRetry {
    private WalRetry() {}

    /**
     * A producer whose failed sends go to the log. Closing it closes the given one; the client stays the caller's to close,
     * after the producer. While the gateway takes failed sends slower than they come, the producer's own thread is held up,
     * until its buffer is full and {@code send} blocks as long as {@code max.block.ms}. Callbacks run on threads of Kafka or
     * of the client, and must not block.
     *
     * <p>When Kafka takes a record, all is as with the given producer. When it does not and the gateway does, the future and
     * the callback say success, with metadata that has no offset ({@code hasOffset()} is false, the partition is -1). When
     * neither does, they fail with a {@link HandOverException}, whose cause is Kafka's own error. What cannot be sent by
     * anybody fails as it does without the gateway: records that cannot be serialised, a producer that is closed or fenced.
     *
     * <p>A send that failed with a time-out may have been stored all the same; then the record comes twice. For the same
     * reason there are no transactions: their methods throw {@link UnsupportedOperationException}.
     */
    public static Producer<byte[], byte[]> onProduceFailure(
            Producer<byte[], byte[]> producer, WalClient client, String namespace, RetryPolicy policy) {
        return onProduceFailure(
                producer, new ByteArraySerializer(), new ByteArraySerializer(), client, namespace, policy);
    }

    /**
     * The same for any types.
     *
     * @param keys   as the producer's own
     * @param values as the producer's own
     */
    public static <K, V> Producer<K, V> onProduceFailure(
            Producer<K, V> producer,
            Serializer<K> keys,
            Serializer<V> values,
            WalClient client,
            String namespace,
            RetryPolicy policy) {
        return new RetryingProducer<>(producer, client, new HandOver<>(namespace, policy, keys, values));
    }

    /**
     * A handler that hands to the log what the given one throws at. It returns when the record is handled, or durable in the
     * log: then its offset may be committed. It throws
     *
     * <ul>
     *   <li>a {@link HandOverException}, when the gateway did not take the record: it must not be committed,
     *   <li>what the given handler threw, when that was the record's last attempt and there is no dead-letter topic,
     *   <li>{@link InterruptedException} as it comes; it counts as no attempt.
     * </ul>
     *
     * <p>Attempts are counted in the header {@link RetryHeaders#ATTEMPTS}. The handler runs on the caller's thread, and waits
     * for the gateway there, at most as long as the client's deadline: {@code max.poll.interval.ms} must allow it.
     */
    public static RecordHandler<byte[], byte[]> onConsumeFailure(
            RecordHandler<byte[], byte[]> handler, WalClient client, String namespace, RetryPolicy policy) {
        return onConsumeFailure(
                handler, new ByteArraySerializer(), new ByteArraySerializer(), client, namespace, policy);
    }

    /**
     * The same for any types.
     *
     * @param keys   undoes what the consumer's deserializer did
     * @param values likewise
     */
    public static <K, V> RecordHandler<K, V> onConsumeFailure(
            RecordHandler<K, V> handler,
            Serializer<K> keys,
            Serializer<V> values,
            WalClient client,
            String namespace,
            RetryPolicy policy) {
        return new RetryingHandler<>(handler, client, new HandOver<>(namespace, policy, keys, values));
    }
}
