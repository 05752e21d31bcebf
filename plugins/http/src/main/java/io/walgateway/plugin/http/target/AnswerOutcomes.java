package io.walgateway.plugin.http.target;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.StatusOverrides;
import io.walgateway.core.target.Verdict;
import io.walgateway.core.text.Printable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The only place where a status becomes an outcome. */
final class AnswerOutcomes {
    private static final Set<Integer> ASK_FOR_LESS = Set.of(408, 425, 429, 503);
    private static final int SERVER_ERRORS = 500;

    private AnswerOutcomes() {}

    /**
     * The outcome of an answer that is followed by no further request.
     *
     * @param server for error messages
     */
    static DeliveryOutcome of(Answer answer, StatusOverrides<Integer> overrides, String server, Instant now) {
        Optional<Verdict> declared = overrides.of(answer.status());
        return declared.isPresent() ? declared(declared.get(), answer, server) : usual(answer, server, now);
    }

    private static DeliveryOutcome declared(Verdict verdict, Answer answer, String server) {
        return switch (verdict) {
            case DELIVERED -> delivered(answer, server);
            case RETRY -> new DeliveryOutcome.Failed(why(answer, server));
            case ABSENT -> new DeliveryOutcome.Absent(why(answer, server));
            case REJECTED -> new DeliveryOutcome.Rejected(why(answer, server));
        };
    }

    private static DeliveryOutcome usual(Answer answer, String server, Instant now) {
        if (answer.isSuccess()) {
            return delivered(answer, server);
        }
        if (ASK_FOR_LESS.contains(answer.status())) {
            return new DeliveryOutcome.Throttled(
                    RetryAfter.of(answer.headers().firstValue("retry-after"), now), why(answer, server));
        }
        return answer.status() >= SERVER_ERRORS
                ? new DeliveryOutcome.Failed(why(answer, server))
                : new DeliveryOutcome.Rejected(why(answer, server));
    }

    /** A server that breaks off a successful answer may have broken off its work, too. */
    private static DeliveryOutcome delivered(Answer answer, String server) {
        return answer.whole()
                ? DeliveryOutcome.DELIVERED
                : new DeliveryOutcome.Unknown(server + " answered " + answer.status()
                        + " and broke off, or was slow, before the end of its answer");
    }

    private static String why(Answer answer, String server) {
        String text = Printable.of(answer.text().strip());
        return server + " answered " + answer.status() + (text.isEmpty() ? "" : ": " + text);
    }
}
