package io.walgateway.log.set;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetRules;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.proto.v1.StoredPart;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A part that a caller has sent.
 *
 * @param rules of its set
 * @param fresh the set that it opens if it is the first one
 * @param part  its form in storage
 * @param now   the time of the call
 */
public record IncomingPart(SetRules rules, MutationSet fresh, int sequence, StoredPart part, Instant now) {
    private static final int CHECKSUM_BYTES = 8;

    /** Why a set does not accept it; empty if it does. */
    Optional<Violation> refusal(MutationSet set) {
        return rules.part(set, sequence, fresh.ownTargets(), now);
    }

    /** Why it is refused where another part has its sequence; empty if the content is the same. */
    Optional<Violation> conflict(StoredPart stored) {
        return stored.getSha256().equals(part.getSha256())
                ? Optional.empty()
                : Optional.of(rules.otherContent(sequence, checksum(part), checksum(stored)));
    }

    /** About the size of its item in storage. */
    int bytes() {
        return part.getSerializedSize();
    }

    private static String checksum(StoredPart part) {
        String hex = HexFormat.of().formatHex(ProtoBytes.of(part.getSha256()).unsafeArray());
        return hex.substring(0, Math.min(hex.length(), 2 * CHECKSUM_BYTES));
    }
}
