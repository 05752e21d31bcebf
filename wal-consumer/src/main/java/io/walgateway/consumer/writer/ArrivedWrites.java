package io.walgateway.consumer.writer;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusException;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.proto.v1.ApplyRequest;
import io.walgateway.proto.v1.CompressedWrites;
import io.walgateway.proto.v1.RegionalWrite;
import io.walgateway.proto.v1.RegionalWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the writes of a request, and refuses requests that no sender of ours makes. */
final class ArrivedWrites {
    /** The most writes in one request. */
    static final int WRITES_MAX = 1_000;
    /** The most bytes of one request's writes, uncompressed. */
    static final int BYTES_MAX = 16 << 20;

    private static final int ID_BYTES = 16;

    private ArrivedWrites() {}

    static List<RegionalWrite> of(ApplyRequest request) throws StatusException {
        List<RegionalWrite> writes = switch (request.getContentCase()) {
            case WRITES -> request.getWrites().getWritesList();
            case COMPRESSED -> expanded(request.getCompressed()).getWritesList();
            case CONTENT_NOT_SET -> throw refused("content: absent (expected: writes or compressed)");
        };
        if (writes.isEmpty() || writes.size() > WRITES_MAX) {
            throw refused("writes: " + writes.size() + " (expected: 1 to " + WRITES_MAX + ")");
        }
        return writes;
    }

    private static RegionalWrites expanded(CompressedWrites compressed) throws StatusException {
        int bytes = compressed.getContentBytes();
        if (bytes < 0 || bytes > BYTES_MAX) {
            throw refused("compressed.content_bytes: " + Integer.toUnsignedString(bytes) + " (expected: at most "
                    + BYTES_MAX + ")");
        }
        try {
            byte[] content = Zstd.decompress(compressed.getZstd().toByteArray(), bytes);
            if (content.length != bytes) {
                throw refused("compressed.zstd: " + content.length + " bytes of content (expected: " + bytes + ")");
            }
            return RegionalWrites.parseFrom(content);
        } catch (ZstdException | InvalidProtocolBufferException e) {
            throw refused("compressed.zstd: unreadable (expected: RegionalWrites in a zstd frame)");
        }
    }

    /** What is wrong with a write; empty: nothing. */
    static Optional<String> fault(RegionalWrite write) {
        if (write.getMessageId().size() != ID_BYTES) {
            return Optional.of("message_id: " + write.getMessageId().size() + " bytes (expected: " + ID_BYTES + ")");
        }
        if (write.getNamespace().isEmpty()) {
            return Optional.of("namespace: empty (expected: the namespace's name)");
        }
        return timeFault("write_time", write.getWriteTime())
                .or(() -> timeFault("append_time", write.getAppendTime()))
                .or(() -> timeFault("expiry", write.getExpiry()));
    }

    private static Optional<String> timeFault(String path, Timestamp time) {
        return ProtoTimes.isValid(time)
                ? Optional.empty()
                : Optional.of(path + ": out of range (expected: a time in the years 1 to 9999)");
    }

    /** The message of a write in which {@link #fault} finds nothing. */
    static Message message(RegionalWrite write) {
        Instant appended = ProtoTimes.of(write.getAppendTime());
        return new Message(
                ProtoBytes.id(write.getMessageId()),
                write.getNamespace(),
                new Message.Inline(ProtoBytes.of(write.getPayload())),
                new Message.Routing(Optional.empty(), "", ProtoBytes.of(write.getOrderingKey())),
                new Message.Lifecycle(
                        ProtoTimes.of(write.getWriteTime()),
                        appended,
                        appended,
                        write.hasExpiry() ? Optional.of(ProtoTimes.of(write.getExpiry())) : Optional.empty()),
                number(write) - 1,
                0,
                new Message.Provenance(
                        write.getOriginRegion(),
                        write.getHopsList(),
                        write.getLogsList(),
                        TraceContext.of(write.getTraceParent(), write.getTraceState()),
                        write.getHeadersList().stream()
                                .map(header -> new Header(
                                        header.getName(),
                                        header.hasValue()
                                                ? Optional.of(ProtoBytes.of(header.getValue()))
                                                : Optional.empty()))
                                .toList()),
                Message.Priority.NORMAL);
    }

    /** The number of the delivery attempt. */
    static int number(RegionalWrite write) {
        return Math.max(1, write.getAttempt());
    }

    /** What a request takes in memory, once it is expanded. */
    static long bytes(ApplyRequest request) {
        return (long) request.getSerializedSize()
                + Math.clamp(Integer.toUnsignedLong(request.getCompressed().getContentBytes()), 0, BYTES_MAX);
    }

    private static StatusException refused(String why) {
        return Status.INVALID_ARGUMENT.withDescription(why).asException();
    }
}
