package io.walgateway.producer;

import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.UUID;

/** The result of a write. */
public sealed interface WriteResult {

    /** Every replica that must acknowledge has done so: the write will be delivered or dead-lettered. */
    record Durable(UUID id) implements WriteResult {}

    /** The write is certainly not in the log and never will be: a retry cannot cause a duplicate. */
    record NotDurable(UUID id, String why) implements WriteResult {}

    /** The write may or may not be in the log. */
    record Unknown(UUID id, String why) implements WriteResult {}

    /** The request is invalid; nothing was appended. */
    record Refused(List<Violation> violations) implements WriteResult {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The marker of a mutation set came before all of its parts. Nothing was appended; the marker may be repeated when
     * the missing parts are there.
     *
     * @param set     the set's id
     * @param total   the number of parts that the marker gives
     * @param missing their sequences, ascending, not empty
     */
    record Incomplete(String set, int total, List<Integer> missing) implements WriteResult {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The namespace asks for something that this process lacks; nothing was appended.
     *
     * @param gaps one sentence each, not empty
     */
    record NotServed(List<String> gaps) implements WriteResult {
        public NotServed {
            gaps = List.copyOf(gaps);
        }
    }
}
