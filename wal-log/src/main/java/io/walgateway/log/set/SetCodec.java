package io.walgateway.log.set;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.log.record.TargetAddresses;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.proto.v1.StoredSet;
import io.walgateway.proto.v1.StoredSetState;
import java.util.Optional;

/** Converts sets and parts to and from their form in durable storage. */
final class SetCodec {
    private SetCodec() {}

    static Bytes encode(MutationSet set) {
        StoredSet.Builder stored = StoredSet.newBuilder()
                .setGeneration(set.generation())
                .setOpenUntil(ProtoTimes.of(set.openUntil()))
                .setKeptUntil(ProtoTimes.of(set.keptUntil()));
        set.target().ifPresent(target -> stored.setTarget(TargetAddresses.of(target)));
        switch (set.state()) {
            case SetState.Open(int total) -> state(stored, StoredSetState.STORED_SET_STATE_OPEN, total);
            case SetState.Sealed(int total, Bytes marker) -> {
                state(stored, StoredSetState.STORED_SET_STATE_SEALED, total);
                stored.setMarker(record(marker));
            }
            case SetState.Queued(int total) -> state(stored, StoredSetState.STORED_SET_STATE_QUEUED, total);
            case SetState.DeadLettered(int total) ->
                state(stored, StoredSetState.STORED_SET_STATE_DEAD_LETTERED, total);
            case SetState.Applied(int total) -> state(stored, StoredSetState.STORED_SET_STATE_APPLIED, total);
            case SetState.Expired() -> state(stored, StoredSetState.STORED_SET_STATE_EXPIRED, 0);
        }
        return Bytes.wrap(stored.build().toByteArray());
    }

    private static void state(StoredSet.Builder stored, StoredSetState state, int total) {
        stored.setState(state).setPartsTotal(total);
    }

    /** @throws StorageUnavailableException when a later version wrote it, or it is damaged */
    static MutationSet decode(Bytes content) {
        StoredSet stored;
        try {
            stored = StoredSet.parseFrom(ProtoBytes.of(content));
        } catch (InvalidProtocolBufferException e) {
            throw new StorageUnavailableException("a set in durable storage cannot be read: " + e.getMessage(), e);
        }
        Optional<TargetAddress> target = stored.hasTarget() ? TargetAddresses.of(stored.getTarget()) : Optional.empty();
        return new MutationSet(
                stored.getGeneration(),
                ProtoTimes.of(stored.getOpenUntil()),
                ProtoTimes.of(stored.getKeptUntil()),
                target,
                state(stored));
    }

    private static SetState state(StoredSet stored) {
        int total = stored.getPartsTotal();
        return switch (stored.getState()) {
            case STORED_SET_STATE_OPEN -> new SetState.Open(total);
            case STORED_SET_STATE_SEALED ->
                new SetState.Sealed(total, Bytes.wrap(stored.getMarker().toByteArray()));
            case STORED_SET_STATE_QUEUED -> new SetState.Queued(total);
            case STORED_SET_STATE_DEAD_LETTERED -> new SetState.DeadLettered(total);
            case STORED_SET_STATE_APPLIED -> new SetState.Applied(total);
            case STORED_SET_STATE_EXPIRED -> new SetState.Expired();
            case STORED_SET_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new StorageUnavailableException(
                        "a later version wrote a set: its state is not known here (expected: an upgrade)", null);
        };
    }

    static StoredPart part(Bytes content) {
        try {
            return StoredPart.parseFrom(ProtoBytes.of(content));
        } catch (InvalidProtocolBufferException e) {
            throw new StorageUnavailableException("a part in durable storage cannot be read: " + e.getMessage(), e);
        }
    }

    private static LogRecord record(Bytes marker) {
        try {
            return LogRecord.parseFrom(ProtoBytes.of(marker));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("marker: not a record (expected: one)", e);
        }
    }
}
