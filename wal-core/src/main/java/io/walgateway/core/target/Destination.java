package io.walgateway.core.target;

/**
 * Where a message goes.
 *
 * @param target   delivers it
 * @param endpoint the endpoint that is away or reachable as a whole, see {@link TargetClient#endpoint}
 */
public record Destination(Target target, String endpoint) {
    private static final String NO_ENDPOINT = "none";

    /** A destination that never accepts a delivery. */
    public static Destination rejectingAll(String why) {
        return endingAll(new DeliveryOutcome.Rejected(why));
    }

    /** A destination where every delivery ends at once with this outcome. */
    public static Destination endingAll(DeliveryOutcome outcome) {
        return new Destination(_ -> outcome, NO_ENDPOINT);
    }
}
