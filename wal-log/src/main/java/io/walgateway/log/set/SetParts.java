package io.walgateway.log.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.StoredPart;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Converts parts of sets between messages and their form in durable storage. */
public final class SetParts {
    private SetParts() {}

    /**
     * The form in storage.
     *
     * @param message   the part, due at once, with its payload in it
     * @param sha256    of what its caller sent
     * @param writeTime true if the caller gave the part a write time
     */
    public static StoredPart stored(Message message, Bytes sha256, boolean writeTime) {
        LogRecord record = LogEntry.of(message).record();
        return StoredPart.newBuilder()
                .setSha256(ProtoBytes.of(sha256))
                .setRecord(
                        writeTime ? record : record.toBuilder().clearWriteTime().build())
                .build();
    }

    /**
     * The part as a message of its own, with the changes that an operator made. A part without a write time has that of
     * the marker and its place in the set: parts may come in any order, and targets let the later write win.
     *
     * @param marker the marker of its set
     * @throws IllegalArgumentException when the part cannot be read
     */
    public static Message message(StoredPart part, int sequence, Message marker, SetMarker set) {
        Bytes record = Bytes.wrap(part.getRecord().toByteArray());
        Lease lease = new Lease(
                new Slice("set " + set.id(), sequence, 0),
                0,
                Bytes.EMPTY,
                record,
                ProtoTimes.of(part.getRecord().getAppendTime()),
                0);
        Message message = switch (EnvelopeCodec.decode(lease, marker.namespace())) {
            case DecodedRecord.Intact(Message intact, var _) -> intact;
            case DecodedRecord.Malformed(String why) -> throw new IllegalArgumentException(why);
        };
        Message changed = set.edit()
                .filter(edit -> edit.sequence() == sequence)
                .map(edit -> edited(message, edit))
                .orElse(message);
        Message timed = part.getRecord().hasWriteTime() ? changed : changed.with(inSet(changed, marker, sequence));
        return timed.withRevision(marker.configurationRevision());
    }

    private static Message.Lifecycle inSet(Message part, Message marker, int sequence) {
        return new Message.Lifecycle(
                marker.lifecycle().writeTime().plus(sequence, ChronoUnit.MICROS),
                part.lifecycle().appendTime(),
                part.lifecycle().due(),
                part.lifecycle().expiry());
    }

    private static Message edited(Message part, SetMarker.Edit edit) {
        Message with = edit.payload()
                .map(payload -> part.with(new Message.Inline(payload)))
                .orElse(part);
        return edit.target()
                .map(target ->
                        with.with(new Message.Routing(Optional.of(target), with.recipient(), with.orderingKey())))
                .orElse(with);
    }
}
