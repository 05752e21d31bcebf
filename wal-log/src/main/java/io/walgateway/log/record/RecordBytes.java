package io.walgateway.log.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds records from messages, and parses records from bytes. */
final class RecordBytes {
    private RecordBytes() {}

    static LogRecord parse(Bytes bytes) throws InvalidProtocolBufferException {
        CodedInputStream input = ProtoBytes.of(bytes).newCodedInput();
        input.enableAliasing(true);
        try {
            LogRecord record = LogRecord.parseFrom(input);
            input.checkLastTagWas(0);
            return record;
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no input or output to read an array, but it failed", e);
        }
    }

    static LogRecord of(Message message) {
        Message.Lifecycle lifecycle = message.lifecycle();
        LogRecord.Builder record = LogRecord.newBuilder()
                .setMessageId(ProtoBytes.of(message.id()))
                .setNamespace(message.namespace())
                .setOrderingKey(ProtoBytes.of(message.orderingKey()))
                .setWriteTime(ProtoTimes.of(lifecycle.writeTime()))
                .setAppendTime(ProtoTimes.of(lifecycle.appendTime()))
                .setAttempts(message.attempts())
                .setConfigurationRevision(message.configurationRevision())
                .setOriginRegion(message.provenance().originRegion())
                .addAllHops(message.provenance().hops())
                .addAllLogs(message.provenance().logs())
                .setPriority(priority(message.priority()))
                .setRecipient(message.recipient());
        HeaderReader.write(message.provenance(), record);
        message.target().ifPresent(target -> record.setTarget(TargetAddresses.of(target)));
        if (!lifecycle.due().equals(lifecycle.appendTime())) {
            record.setDueTime(ProtoTimes.of(lifecycle.due()));
        }
        lifecycle.expiry().ifPresent(expiry -> record.setExpiry(ProtoTimes.of(expiry)));
        switch (message.body()) {
            case Message.Inline(Bytes payload) -> record.setPayload(ProtoBytes.of(payload));
            case Message.Claimed(ClaimCheck claim) -> record.setClaimCheck(ClaimCodec.of(claim));
            case Message.Marked(SetMarker marker) -> MarkerCodec.write(marker, record);
            case Message.Unknown(String kind) ->
                throw new IllegalArgumentException(
                        "body: " + kind + " (expected: one that this version knows; a record that was read is edited)");
        }
        return record.build();
    }

    private static Priority priority(Message.Priority priority) {
        return switch (priority) {
            case LOW -> Priority.PRIORITY_LOW;
            case NORMAL -> Priority.PRIORITY_NORMAL;
            case HIGH -> Priority.PRIORITY_HIGH;
        };
    }
}
