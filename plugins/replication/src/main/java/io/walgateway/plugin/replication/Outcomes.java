package io.walgateway.plugin.replication;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.proto.v1.ApplyOutcome;
import java.time.Duration;

/** Converts the outcomes that a writer reports. */
final class Outcomes {
    private static final int REASON_CHARS_MAX = 1_000;
    private static final Duration RETRY_MIN = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofMinutes(10);

    private Outcomes() {}

    static DeliveryOutcome of(ApplyOutcome outcome) {
        String why = Printable.of(outcome.getReason(), REASON_CHARS_MAX);
        return switch (outcome.getResult()) {
            case APPLY_RESULT_APPLIED -> DeliveryOutcome.DELIVERED;
            case APPLY_RESULT_SKIPPED -> new DeliveryOutcome.Skipped(why);
            case APPLY_RESULT_THROTTLED -> new DeliveryOutcome.Throttled(retryAfter(outcome), why);
            case APPLY_RESULT_UNAVAILABLE -> new DeliveryOutcome.Unavailable(why);
            case APPLY_RESULT_FAILED -> new DeliveryOutcome.Failed(why);
            case APPLY_RESULT_ABSENT -> new DeliveryOutcome.Absent(why);
            case APPLY_RESULT_REJECTED -> new DeliveryOutcome.Rejected(why);
            case APPLY_RESULT_UNSPECIFIED, UNRECOGNIZED -> new DeliveryOutcome.Unknown(why);
        };
    }

    private static Duration retryAfter(ApplyOutcome outcome) {
        return bounded(outcome.getRetryAfter());
    }

    /** A hint of at least 100 ms and at most 10 minutes. */
    static Duration bounded(com.google.protobuf.Duration hint) {
        Duration after = Duration.ofSeconds(Math.clamp(hint.getSeconds(), 0, RETRY_MAX.toSeconds()))
                .plusNanos(Math.clamp(hint.getNanos(), 0, 999_999_999));
        return after.compareTo(RETRY_MIN) < 0 ? RETRY_MIN : after.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : after;
    }
}
