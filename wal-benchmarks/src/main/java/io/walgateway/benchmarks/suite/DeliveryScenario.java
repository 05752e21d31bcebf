package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.result.Subject;
import java.util.Locale;

/**
 * What the target is like, and what is kept in order.
 *
 * @param millis that the target takes for each delivery; 0: none at all
 */
record DeliveryScenario(Ordering ordering, int millis) {
    static final String GATEWAY = "gateway";

    /** As documents call it, in upper case. */
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
