package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.result.Subject;
import java.util.Locale;

/**
 * The behaviour of the target, and the order that is kept.
 *
 * @param millis the time that the target takes for each delivery; 0: none at all
 */
record DeliveryScenario(Ordering ordering, int millis) {
    static final String GATEWAY = "gateway";

    /** The documents' orderings, in upper case. */
    enum Ordering {
        KEY,
        NONE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The gateway in this scenario. */
    Subject gateway() {
        String target = millis == 0 ? "no-op" : millis + " ms";
        return new Subject("delivery", "%s, ordering %s".formatted(target, ordering.text()), GATEWAY);
    }

    /** Members of a target in a document. */
    String target() {
        return millis == 0 ? "\"type\": \"noop\"" : "\"type\": \"delay\", \"millis\": " + millis;
    }

    /** As a part of names. */
    String shortName() {
        return ordering.text() + "-" + millis;
    }
}
