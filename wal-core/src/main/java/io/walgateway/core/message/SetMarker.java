package io.walgateway.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a completion marker says: which mutation set is complete, and where it is stored.
 *
 * @param place      the durable storage that has the parts
 * @param id         the set's, as its caller chose it
 * @param generation tells the set from others with the same id
 * @param parts      the number of its parts, at least 1
 * @param targets    the names of the targets that apply it, each for itself
 * @param expiry     when the storage forgets the parts
 * @param edit       a part that is replaced when it is applied
 * @param stoppedAt  the part that was given up, in a dead letter
 */
public record SetMarker(
        ClaimCheck.Place place,
        String id,
        String generation,
        int parts,
        List<String> targets,
        Instant expiry,
        Optional<Edit> edit,
        Optional<Integer> stoppedAt) {

    /**
     * A part that an operator has changed.
     *
     * @param payload in place of the part's; empty: as it is
     * @param target  in place of the part's; empty: as it is
     */
    public record Edit(int sequence, Optional<Bytes> payload, Optional<TargetAddress> target) {}

    public SetMarker {
        targets = List.copyOf(targets);
        if (parts < 1) {
            throw new IllegalArgumentException("parts: " + parts + " (expected: >= 1)");
        }
    }
}
