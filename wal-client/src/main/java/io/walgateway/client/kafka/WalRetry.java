package io.walgateway.client.kafka;

import io.walgateway.client.WalClient;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Puts the gateway behind an application's own Kafka: a record that could not be sent, or not be handled, is written to
 * the log with a delay and delivered again through a Kafka target.
 *
 * <p>The delivered record has the topic, key, value and headers of the failed one, and further headers
 * ({@link RetryHeaders}, {@code wal-message-id}). Its timestamp is the time at which it is delivered; the header
 * {@code wal-write-time} has that of the first record. Its partition follows from its key; a partition that the
 * producer chose itself is not kept. It comes after the records sent in the meantime, and may come twice. The gateway
 * refuses keys of more than 1,024 bytes, and headers of more than 16 KiB together.
 *
 * <p>The namespace needs no target of its own. Its {@code limits.delay-max} must allow the policy's longest backoff
 * with its jitter, and its {@code retry} says how long the gateway itself keeps trying while the topic does not exist.
 */
public final class WalRetry {
    private WalRetry() {}

    /**
     * Returns a producer whose failed sends go to the log. Closing it closes the given producer; the caller closes the
     * client, after the producer. While the gateway accepts failed sends more slowly than they come, the producer's own
     * thread is blocked, until its buffer is full and {@code send} blocks as long as {@code max.block.ms}. Callbacks
     * run on threads of Kafka or of the client, and must not block.
     *
     * <p>When Kafka accepts a record, all is as with the given producer. When Kafka does not and the gateway does, the
     * future and the callback report success, with metadata that has no offset ({@code hasOffset()} is false, the
     * partition is -1). When neither does, they fail with a {@link HandOverException}, whose cause is Kafka's own
     * error. A send that nobody can make fails as it does without the gateway: records that cannot be serialised, a
     * producer that is closed or fenced.
     *
     * <p>A record whose send failed with a time-out may have been stored all the same; then it comes twice. For the
     * same reason there are no transactions: their methods throw {@link UnsupportedOperationException}.
     */
    public static Producer<byte[], byte[]> onProduceFailure(
            Producer<byte[], byte[]> producer, WalClient client, String namespace, RetryPolicy policy) {
        return onProduceFailure(
                producer, new ByteArraySerializer(), new ByteArraySerializer(), client, namespace, policy);
    }

    /**
     * The same for any types.
     *
     * @param keys   the producer's own serializer of keys
     * @param values the producer's own serializer of values
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
     * Returns a handler that writes to the log each record at which the given handler throws. It returns when the
     * record is handled, or durable in the log: its offset may then be committed. It throws
     *
     * <ul>
     *   <li>a {@link HandOverException}, when the gateway did not accept the record: it must not be committed,
     *   <li>the given handler's exception, when that was the record's last attempt and there is no dead-letter topic,
     *   <li>{@link InterruptedException} unchanged; it does not count as an attempt.
     * </ul>
     *
     * <p>Attempts are counted in the header {@link RetryHeaders#ATTEMPTS}. The handler runs on the caller's thread, and
     * waits for the gateway there, at most as long as the client's deadline: {@code max.poll.interval.ms} must allow
     * for it.
     */
    public static RecordHandler<byte[], byte[]> onConsumeFailure(
            RecordHandler<byte[], byte[]> handler, WalClient client, String namespace, RetryPolicy policy) {
        return onConsumeFailure(
                handler, new ByteArraySerializer(), new ByteArraySerializer(), client, namespace, policy);
    }

    /**
     * The same for any types.
     *
     * @param keys   serializes keys as the consumer's deserializer reads them
     * @param values serializes values as the consumer's deserializer reads them
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
