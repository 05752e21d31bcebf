package io.walgateway.it.history;

import java.util.List;

/**
 * The result for one promise.
 *
 * @param checked how many times it was put to the test; 0: the history had nothing to test it with
 */
public record Finding(Promise promise, long checked, List<Violation> violations) {
    public Finding {
        violations = List.copyOf(violations);
    }

    boolean isKept() {
        return violations.isEmpty();
    }
}
