package io.walgateway.testkit.fake.queue;

import io.walgateway.core.plugin.Violation;

/** A fault of a {@link FaultyQueue}. */
sealed interface QueueFault {

    record None() implements QueueFault {}

    record LosingAcks() implements QueueFault {}

    record UnknownAppends(String why) implements QueueFault {}

    record RefusingAppends(String why) implements QueueFault {}

    record RefusingDeadLetters(String why) implements QueueFault {}

    record ForgettingAcknowledgements() implements QueueFault {}

    record RefusingAttempts() implements QueueFault {}

    record SilentAppends() implements QueueFault {}

    record SilentAttempts() implements QueueFault {}

    record HangingPolls() implements QueueFault {}

    record HangingAcknowledgements() implements QueueFault {}

    record RefusingConfigurations(Violation why) implements QueueFault {}

    record SilentOnce() implements QueueFault {}

    record Unavailable() implements QueueFault {}
}
