package io.walgateway.producer;

import io.walgateway.log.set.SetFacts;
import java.util.List;

/** What is known of a mutation set. */
public sealed interface SetReport {

    /** The set. */
    record Found(SetFacts facts) implements SetReport {}

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
