package io.walgateway.plugin.evcache.target;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.evcache.meta.MetaAnswer;
import java.time.Duration;

/** The only place where an answer becomes an outcome. */
final class AnswerOutcomes {
    private static final Duration MEMORY_PAUSE = Duration.ofSeconds(1);
    private static final int SHOWN_CHARS_MAX = 200;

    private AnswerOutcomes() {}

    /** @param zone for error messages */
    static DeliveryOutcome of(MetaAnswer answer, String zone) {
        return switch (answer.status()) {
            case DONE -> DeliveryOutcome.DELIVERED;
            // Only a delete is answered so: what it removes is gone already.
            case NOT_FOUND -> DeliveryOutcome.DELIVERED;
            // Only a touch reads.
            case MISS -> new DeliveryOutcome.Skipped("there was no entry to touch");
            // Only an add depends on what is there.
            case NOT_STORED ->
                new DeliveryOutcome.Skipped(
                        "the key had a value already, perhaps from an earlier attempt of this message");
            case SERVER_ERROR -> refused(answer.line(), zone);
            case CLIENT_ERROR, ERROR -> new DeliveryOutcome.Rejected(why(answer, zone));
            case VALUE, EXISTS, ALIVE -> new DeliveryOutcome.Failed(why(answer, zone));
        };
    }

    private static DeliveryOutcome refused(String line, String zone) {
        String why = zone + " answered " + Printable.of(line, SHOWN_CHARS_MAX);
        if (line.contains("too large")) {
            return new DeliveryOutcome.Rejected(why);
        }
        return line.contains("out of memory") || line.contains("busy")
                ? new DeliveryOutcome.Throttled(MEMORY_PAUSE, why)
                : new DeliveryOutcome.Failed(why);
    }

    private static String why(MetaAnswer answer, String zone) {
        return zone + " answered " + Printable.of(answer.line(), SHOWN_CHARS_MAX);
    }
}
