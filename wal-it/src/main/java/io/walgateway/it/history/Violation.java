package io.walgateway.it.history;

import java.util.List;

/**
 * One case of a broken promise.
 *
 * @param what     in a sentence
 * @param evidence the events that show it
 */
public record Violation(String what, List<HistoryEvent> evidence) {
    public Violation {
        evidence = List.copyOf(evidence);
    }
}
