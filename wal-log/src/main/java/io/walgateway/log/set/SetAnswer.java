package io.walgateway.log.set;

import io.walgateway.core.plugin.Violation;
import java.util.List;

/** The answer to a part or a marker. */
public sealed interface SetAnswer {

    /** The part is durable; or the set is sealed and its marker is in the queue. */
    record Done() implements SetAnswer {}

    /** Part or marker contradict the set; nothing was changed. */
    record Refused(Violation violation) implements SetAnswer {}

    /**
     * Parts are missing; the marker may be repeated.
     *
     * @param sequences ascending, not empty
     */
    record Incomplete(List<Integer> sequences) implements SetAnswer {
        public Incomplete {
            sequences = List.copyOf(sequences);
        }
    }

    /** Certainly not stored. */
    record NotDone(String why) implements SetAnswer {}

    /** It is not known how far it came; a repetition finds out. */
    record Unknown(String why) implements SetAnswer {}

    /** The only instance needed. */
    Done DONE = new Done();
}
