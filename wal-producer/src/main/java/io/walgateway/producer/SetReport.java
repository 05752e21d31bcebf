package io.walgateway.producer;

import io.walgateway.core.set.MutationSet;
import java.util.List;
import java.util.Map;

/** What is known of a mutation set. */
public sealed interface SetReport {

    /**
     * The set.
     *
     * @param parts    how many of its parts are there
     * @param missing  the sequences that it lacks while it is open, ascending
     * @param progress the number of parts that each target has, by the target's name, once the set is sealed
     */
    record Found(MutationSet set, int parts, List<Integer> missing, Map<String, Integer> progress)
            implements SetReport {
        public Found {
            missing = List.copyOf(missing);
            progress = Map.copyOf(progress);
        }
    }

    /** There is no set with this id, or it is forgotten. */
    record Absent() implements SetReport {}

    /**
     * The namespace has no sets.
     *
     * @param gaps one sentence each, not empty
     */
    record NotServed(List<String> gaps) implements SetReport {
        public NotServed {
            gaps = List.copyOf(gaps);
        }
    }

    /** The storage is away. */
    record Away(String why) implements SetReport {}
}
