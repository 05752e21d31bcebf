package io.walgateway.log.record;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.SetEdit;
import java.util.Optional;

/** Converts completion markers to and from {@code batch_part} and {@code set_marker} of a record. */
final class MarkerCodec {
    private MarkerCodec() {}

    static void write(SetMarker marker, LogRecord.Builder record) {
        record.setBatchPart(BatchPart.newBuilder().setBatchId(marker.id()).setPartsTotal(marker.parts()));
        io.walgateway.proto.v1.SetMarker.Builder written = record.getSetMarkerBuilder()
                .setGeneration(marker.generation())
                .setStorageType(marker.place().type())
                .setStorageNamespace(marker.place().namespace())
                .setStorageShard(marker.place().shard())
                .addAllTargets(marker.targets())
                .setExpiry(ProtoTimes.of(marker.expiry()));
        marker.edit().ifPresent(edit -> written.setEdit(edit(edit)));
        marker.stoppedAt().ifPresent(written::setStoppedAt);
    }

    private static SetEdit edit(SetMarker.Edit edit) {
        SetEdit.Builder written = SetEdit.newBuilder().setSequence(edit.sequence());
        edit.payload().ifPresent(payload -> written.setPayload(ProtoBytes.of(payload)));
        edit.target().ifPresent(target -> written.setTarget(TargetAddresses.of(target)));
        return written.build();
    }

    /** Only for a record without a {@link #fault}. */
    static SetMarker read(LogRecord record) {
        io.walgateway.proto.v1.SetMarker marker = record.getSetMarker();
        return new SetMarker(
                new ClaimCheck.Place(marker.getStorageType(), marker.getStorageNamespace(), marker.getStorageShard()),
                record.getBatchPart().getBatchId(),
                marker.getGeneration(),
                record.getBatchPart().getPartsTotal(),
                marker.getTargetsList(),
                ProtoTimes.of(marker.getExpiry()),
                marker.hasEdit() ? Optional.of(read(marker.getEdit())) : Optional.empty(),
                marker.hasStoppedAt() ? Optional.of(marker.getStoppedAt()) : Optional.empty());
    }

    private static SetMarker.Edit read(SetEdit edit) {
        return new SetMarker.Edit(
                edit.getSequence(),
                edit.hasPayload() ? Optional.of(ProtoBytes.of(edit.getPayload())) : Optional.empty(),
                edit.hasTarget() ? TargetAddresses.of(edit.getTarget()) : Optional.empty());
    }

    /** Errors that an external producer may have made. */
    static Optional<String> fault(LogRecord record) {
        BatchPart part = record.getBatchPart();
        if (!SetKeys.isId(part.getBatchId())) {
            return Optional.of("batch_part.batch_id: not an id (expected: " + SetKeys.ID_EXPECTED + ")");
        }
        if (part.getPartsTotal() < 1 || part.getPartsTotal() > SetPolicy.PARTS_LIMIT) {
            return Optional.of("batch_part.parts_total: " + Integer.toUnsignedString(part.getPartsTotal())
                    + " (expected: 1 to " + SetPolicy.PARTS_LIMIT + ")");
        }
        if (!SetKeys.isId(record.getSetMarker().getGeneration())) {
            return Optional.of("set_marker.generation: not an id (expected: that of a set)");
        }
        return ProtoTimes.isValid(record.getSetMarker().getExpiry())
                ? Optional.empty()
                : Optional.of("set_marker.expiry: not a time (expected: one in the years 1 to 9999)");
    }
}
