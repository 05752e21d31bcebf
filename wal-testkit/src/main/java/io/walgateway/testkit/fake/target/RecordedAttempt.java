package io.walgateway.testkit.fake.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Instant;
import java.util.Comparator;

/**
 * One attempt that a target has seen.
 *
 * @param attempt   the request
 * @param outcome   the answer
 * @param start     when it began, in a count of begins and ends at this target, which is exact where clocks are not
 * @param end       when it ended, in the same count
 * @param startTime when it began, by the clock
 * @param endTime   when it ended, by the clock
 */
public record RecordedAttempt(
        DeliveryAttempt attempt, DeliveryOutcome outcome, long start, long end, Instant startTime, Instant endTime) {

    static final Comparator<RecordedAttempt> BY_START = Comparator.comparingLong(RecordedAttempt::start);

    public Message message() {
        return attempt.message();
    }

    boolean hasSameKeyAs(RecordedAttempt other) {
        Bytes key = message().orderingKey();
        return !key.isEmpty() && key.equals(other.message().orderingKey());
    }
}
