package io.walgateway.plugin.replication;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.CompressedWrites;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.RegionalWrite;
import io.walgateway.proto.v1.RegionalWrites;
import io.walgateway.proto.v1.Target;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Builds the requests to one region's writer group. */
final class OutgoingWrites {
    /** Fast, and for batches of similar writes about as small as slower levels make them. */
    private static final int LEVEL = 1;
    /** What a writer accepts. */
    private static final int BYTES_MAX = 16 << 20;
    /** Smaller requests gain nothing. */
    private static final int COMPRESSED_FROM_BYTES = 512;

    private final String region;
    private final Optional<Target> target;
    private final boolean compressed;

    OutgoingWrites(RegionalTarget regional, boolean compressed) {
        this.region = regional.region();
        this.target = regional.apply().map(OutgoingWrites::target);
        this.compressed = compressed;
    }

    /** @throws BatchRefusedException when the writes are too large for one request */
    ApplyRequest request(List<DeliveryAttempt> attempts) {
        RegionalWrites.Builder writes = RegionalWrites.newBuilder();
        attempts.forEach(attempt -> writes.addWrites(write(attempt)));
        ApplyRequest.Builder request = ApplyRequest.newBuilder().setRegion(region);
        RegionalWrites content = writes.build();
        if (content.getSerializedSize() > BYTES_MAX) {
            throw new BatchRefusedException(content.getSerializedSize() + " bytes in one request (expected: at most "
                    + BYTES_MAX + ", which a writer accepts)");
        }
        return compressed && content.getSerializedSize() >= COMPRESSED_FROM_BYTES
                ? request.setCompressed(compressed(content)).build()
                : request.setWrites(content).build();
    }

    private static CompressedWrites compressed(RegionalWrites writes) {
        byte[] content = writes.toByteArray();
        return CompressedWrites.newBuilder()
                .setZstd(UnsafeByteOperations.unsafeWrap(Zstd.compress(content, LEVEL)))
                .setContentBytes(content.length)
                .build();
    }

    private RegionalWrite write(DeliveryAttempt attempt) {
        Message message = attempt.message();
        Message.Provenance provenance = message.provenance();
        RegionalWrite.Builder write = RegionalWrite.newBuilder()
                .setMessageId(bytes(message.id()))
                .setNamespace(message.namespace())
                .setPayload(bytes(message.payload()))
                .setOrderingKey(bytes(message.orderingKey()))
                .setWriteTime(time(message.lifecycle().writeTime()))
                .setAppendTime(time(message.lifecycle().appendTime()))
                .setOriginRegion(provenance.originRegion())
                .addAllHops(provenance.hops())
                .addAllLogs(provenance.logs())
                .setTraceParent(provenance.trace().parent())
                .setTraceState(provenance.trace().state())
                .setAttempt(attempt.number());
        target.ifPresent(write::setTarget);
        message.lifecycle().expiry().ifPresent(expiry -> write.setExpiry(time(expiry)));
        provenance.headers().forEach(header -> write.addHeaders(header(header)));
        return write.build();
    }

    private static io.walgateway.proto.v1.Header header(Header header) {
        io.walgateway.proto.v1.Header.Builder built =
                io.walgateway.proto.v1.Header.newBuilder().setName(header.name());
        header.value().ifPresent(value -> built.setValue(bytes(value)));
        return built.build();
    }

    private static Target target(TargetAddress address) {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType(address.type()).putAllProperties(address.properties()))
                .build();
    }

    private static ByteString bytes(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.unsafeArray());
    }

    private static ByteString bytes(UUID id) {
        return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
