package io.walgateway.consumer.route;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;

/**
 * Where a message goes.
 *
 * @param endpoint what goes away as a whole
 */
public record Destination(Target target, String endpoint) {

    /** Where nothing can be delivered, whatever is tried. */
    static Destination rejectingAll(String why) {
        return new Destination(_ -> new DeliveryOutcome.Rejected(why), "none");
    }
}
