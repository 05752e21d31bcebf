package io.walgateway.producer;

import io.walgateway.core.plugin.Violation;
import java.util.List;
import java.util.UUID;

/** What became of a write. */
public sealed interface WriteResult {

    /** Every replica that must acknowledge has: it will be delivered or dead-lettered. */
    record Durable(UUID id) implements WriteResult {}

    /** It is certain that it is not in the log and never will be: trying again cannot duplicate. */
    record NotDurable(UUID id, String why) implements WriteResult {}

    /** It may or may not be in the log. */
    record Unknown(UUID id, String why) implements WriteResult {}

    /** The request was at fault; nothing was appended. */
    record Refused(List<Violation> violations) implements WriteResult {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The namespace asks for what this process does not have; nothing was appended.
     *
     * @param gaps one sentence each, not empty
     */
    record NotServed(List<String> gaps) implements WriteResult {
        public NotServed {
            gaps = List.copyOf(gaps);
        }
    }
}
