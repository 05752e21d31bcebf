package io.walgateway.client;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One write: {@code Write.to("orders").payload(bytes).orderingKey("o-1").delay(Duration.ofMinutes(5))}. Immutable: each
 * method returns another write. The gateway reports what is wrong with a write in the receipt.
 */
public final class Write {
    private final WriteToLogRequest request;

    private Write(WriteToLogRequest request) {
        this.request = request;
    }

    /** A write of an empty payload to a namespace, for its targets, at once. */
    public static Write to(String namespace) {
        return new Write(WriteToLogRequest.newBuilder().setNamespace(namespace).build());
    }

    /** Any request; for fields that have no method here. */
    public static Write of(WriteToLogRequest request) {
        return new Write(request);
    }

    /** The bytes to deliver; copied. */
    public Write payload(byte[] payload) {
        return with(request.toBuilder().setPayload(ByteString.copyFrom(payload)));
    }

    /** The text to deliver, in UTF-8. */
    public Write payload(String payload) {
        return with(request.toBuilder().setPayload(ByteString.copyFromUtf8(payload)));
    }

    /** The ordering key, at most 1,024 bytes; copied. */
    public Write orderingKey(byte[] key) {
        return with(request.toBuilder().setOrderingKey(ByteString.copyFrom(key)));
    }

    /** The ordering key, at most 1,024 bytes in UTF-8. */
    public Write orderingKey(String key) {
        return with(request.toBuilder().setOrderingKey(ByteString.copyFromUtf8(key)));
    }

    /** Delivers no earlier than this after the append; instead of the namespace's {@code delay.default}. */
    public Write delay(Duration delay) {
        return with(lifecycle().setDelay(proto(delay)));
    }

    /** A further delay, drawn evenly from 0 to this; instead of the namespace's {@code delay.random}. */
    public Write delayRandom(Duration most) {
        return with(lifecycle().setDelayRandom(proto(most)));
    }

    /** The random share of the delay, 0 to 1; instead of the namespace's {@code delay.jitter}. */
    public Write delayJitter(double share) {
        return with(lifecycle().setDelayJitter(share));
    }

    /** When the change was made; decides which of two writes wins at targets that compare write times. */
    public Write writeTime(Instant time) {
        return with(lifecycle()
                .setWriteTime(com.google.protobuf.Timestamp.newBuilder()
                        .setSeconds(time.getEpochSecond())
                        .setNanos(time.getNano())));
    }

    /** Dead-letters the message if it is undelivered after this, counted from the append. */
    public Write timeToLive(Duration life) {
        return with(lifecycle().setTimeToLive(proto(life)));
    }

    /**
     * The idempotency token, at most 256 characters. Without one, the client creates one, which all its tries share.
     */
    public Write idempotencyToken(String token) {
        return with(request.toBuilder().setIdempotencyToken(token));
    }

    /** The write's priority when the gateway must shed load; instead of the namespace's own. */
    public Write priority(Priority priority) {
        return with(request.toBuilder().setPriority(priority));
    }

    /** Delivers to a topic of the gateway's cluster {@code default}, and to none of the namespace's targets. */
    public Write toTopic(String topic) {
        return target(Target.newBuilder()
                .setKafka(KafkaTarget.newBuilder().setTopic(topic))
                .build());
    }

    /** Delivers to a table of the gateway's cluster {@code default}, and to none of the namespace's targets. */
    public Write toTable(String keyspace, String table) {
        return target(Target.newBuilder()
                .setCassandra(CassandraTarget.newBuilder().setKeyspace(keyspace).setTable(table))
                .build());
    }

    /** Delivers to this target, and to none of the namespace's. */
    public Write target(Target target) {
        return with(request.toBuilder().setTarget(target));
    }

    /** The request to send. */
    public WriteToLogRequest request() {
        return request;
    }

    /** The same write, with a new token if it has none. */
    Write withToken() {
        return request.getIdempotencyToken().isEmpty()
                ? idempotencyToken(UUID.randomUUID().toString())
                : this;
    }

    private Lifecycle.Builder lifecycle() {
        return request.getLifecycle().toBuilder();
    }

    private Write with(Lifecycle.Builder lifecycle) {
        return with(request.toBuilder().setLifecycle(lifecycle));
    }

    private static Write with(WriteToLogRequest.Builder request) {
        return new Write(request.build());
    }

    private static com.google.protobuf.Duration proto(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
