package io.walgateway.plugin.wal.target;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Passage;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.Instant;

/** The write by which a message is passed on. */
final class PassedOnWrite {
    /** A message that expires while it is being delivered still needs a positive time to live. */
    private static final Duration LIFE_MIN = Duration.ofMillis(1);

    private PassedOnWrite() {}

    /** The same message always has the same token, so a repeated delivery gets the same id in the other log. */
    static WriteToLogRequest of(Message message, String namespace, Instant now) {
        return WriteToLogRequest.newBuilder()
                .setNamespace(namespace)
                .setPayload(bytes(message.payload()))
                .setOrderingKey(bytes(message.orderingKey()))
                .setIdempotencyToken(message.id().toString())
                .setPriority(priority(message.priority()))
                .setLifecycle(lifecycle(message.lifecycle(), now))
                .setPassage(passage(message.provenance()))
                .build();
    }

    /** Delays are left to the other namespace. */
    private static Lifecycle lifecycle(Message.Lifecycle given, Instant now) {
        Lifecycle.Builder lifecycle = Lifecycle.newBuilder().setWriteTime(time(given.writeTime()));
        given.expiry().ifPresent(expiry -> lifecycle.setTimeToLive(duration(life(now, expiry))));
        return lifecycle.build();
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    private static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    private static Duration life(Instant now, Instant expiry) {
        Duration left = Duration.between(now, expiry);
        return left.compareTo(LIFE_MIN) < 0 ? LIFE_MIN : left;
    }

    private static Passage passage(Message.Provenance provenance) {
        Passage.Builder passage = Passage.newBuilder()
                .setOriginRegion(provenance.originRegion())
                .addAllHops(provenance.hops())
                .addAllLogs(provenance.logs())
                .setTraceParent(provenance.trace().parent())
                .setTraceState(provenance.trace().state());
        provenance.headers().forEach(header -> passage.addHeaders(header(header)));
        return passage.build();
    }

    private static KafkaHeader header(Header given) {
        KafkaHeader.Builder header = KafkaHeader.newBuilder().setKey(given.name());
        given.value().ifPresent(value -> header.setValue(bytes(value)));
        return header.build();
    }

    private static Priority priority(Message.Priority priority) {
        return switch (priority) {
            case LOW -> Priority.PRIORITY_LOW;
            case NORMAL -> Priority.PRIORITY_NORMAL;
            case HIGH -> Priority.PRIORITY_HIGH;
        };
    }

    /** The bytes themselves: nobody changes them. */
    private static ByteString bytes(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asBuffer());
    }
}
