package io.walgateway.log.record;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.proto.v1.LogRecord;
import java.util.Optional;

/** Converts claims to and from {@code wal.v1.ClaimCheck}. */
final class ClaimCodec {
    private ClaimCodec() {}

    static io.walgateway.proto.v1.ClaimCheck of(ClaimCheck claim) {
        return io.walgateway.proto.v1.ClaimCheck.newBuilder()
                .setStorageType(claim.place().type())
                .setStorageNamespace(claim.place().namespace())
                .setStorageShard(claim.place().shard())
                .setKey(claim.key())
                .setBytes(claim.bytes())
                .setItems(claim.items())
                .setCrc32C(claim.crc32c())
                .setExpiry(ProtoTimes.of(claim.expiry()))
                .addAllTargets(claim.targets())
                .build();
    }

    /** Only for a claim without a {@link #fault}. */
    static ClaimCheck read(io.walgateway.proto.v1.ClaimCheck claim) {
        return new ClaimCheck(
                new ClaimCheck.Place(claim.getStorageType(), claim.getStorageNamespace(), claim.getStorageShard()),
                claim.getKey(),
                claim.getBytes(),
                claim.getItems(),
                claim.getCrc32C(),
                ProtoTimes.of(claim.getExpiry()),
                claim.getTargetsList());
    }

    /**
     * Errors that an external producer may have made. A claim whose key belongs to another namespace is one of them: it
     * must not be read.
     */
    static Optional<String> fault(LogRecord record) {
        io.walgateway.proto.v1.ClaimCheck claim = record.getClaimCheck();
        if (!record.getPayload().isEmpty()) {
            return Optional.of(
                    "payload: " + record.getPayload().size() + " bytes (expected: none beside a claim_check)");
        }
        String prefix = ClaimCheck.keyPrefix(record.getNamespace());
        if (!claim.getKey().startsWith(prefix)) {
            return Optional.of(
                    "claim_check.key: a key of another kind (expected: one that begins with " + prefix + ")");
        }
        return numberFault("bytes", claim.getBytes(), ClaimCheck.BYTES_MAX)
                .or(() -> numberFault("items", claim.getItems(), ClaimCheck.ITEMS_MAX))
                .or(() -> ProtoTimes.isValid(claim.getExpiry())
                        ? Optional.empty()
                        : Optional.of("claim_check.expiry: not a time (expected: one in the years 1 to 9999)"));
    }

    private static Optional<String> numberFault(String field, int value, int max) {
        return value >= 1 && value <= max
                ? Optional.empty()
                : Optional.of("claim_check." + field + ": " + Integer.toUnsignedString(value) + " (expected: 1 to "
                        + max + ")");
    }
}
