package io.walgateway.log.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import java.util.List;
import java.util.Map;

/**
 * What durable storage knows of a set.
 *
 * @param parts    how many of its parts are there
 * @param missing  the sequences that it lacks while it is open, ascending
 * @param progress the number of parts that each target has, by the target's name, while it is sealed and not applied
 */
public record SetFacts(MutationSet set, int parts, List<Integer> missing, Map<String, Integer> progress) {
    public SetFacts {
        missing = List.copyOf(missing);
        progress = Map.copyOf(progress);
    }

    /** True if it is queued and a part has its outcome at a target. */
    public boolean isBeingApplied() {
        return set.state() instanceof SetState.Queued
                && progress.values().stream().anyMatch(done -> done > 0);
    }

    /** The number of parts that a marker gave; 0: none did, or the set has expired. */
    public int total() {
        return switch (set.state()) {
            case SetState.Open(int total) -> total;
            case SetState.Sealed(int total, var _) -> total;
            case SetState.Queued(int total) -> total;
            case SetState.DeadLettered(int total) -> total;
            case SetState.Applied(int total) -> total;
            case SetState.Expired() -> 0;
        };
    }
}
