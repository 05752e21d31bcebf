package io.walgateway.consumer.route;

import io.walgateway.core.replication.Passage;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.core.target.Target;
import java.util.Optional;

/**
 * Delivers to another region: skips writes that may not go there, and prepares the others for their way.
 *
 * @param passage   the rule that keeps writes from going round
 * @param region    the region to which they go
 * @param departure prepares them
 * @param link      the way there
 */
record CrossRegionTarget(Passage passage, String region, Departure departure, Target link) implements Target {

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        if (passage.here().isEmpty()) {
            return new DeliveryOutcome.Unavailable(
                    "region: absent in the settings of this consumer (expected: where it runs, which keeps writes from"
                            + " coming back)");
        }
        Optional<String> obstacle = passage.obstacle(attempt.message().provenance(), region);
        if (obstacle.isPresent()) {
            return new DeliveryOutcome.Skipped("not replicated to " + region + ": " + obstacle.get());
        }
        return switch (departure.prepare(attempt)) {
            case Departure.Ready(var message) ->
                link.deliver(new DeliveryAttempt(
                        message.with(passage.leaving(message.provenance())), attempt.number(), attempt.deadline()));
            case Departure.Ended(DeliveryOutcome outcome) -> outcome;
        };
    }
}
