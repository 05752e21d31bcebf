package io.walgateway.core.target;

/**
 * Where a message goes.
 *
 * @param target   takes it there
 * @param endpoint what goes away as a whole, see {@link TargetClient#endpoint}
 */
public record Destination(Target target, String endpoint) {
    private static final String NO_ENDPOINT = "none";

    /** Where nothing can be delivered, whatever is tried. */
    public static Destination rejectingAll(String why) {
        return endingAll(new DeliveryOutcome.Rejected(why));
    }

    /** Where each delivery ends at once, and always so. */
    public static Destination endingAll(DeliveryOutcome outcome) {
        return new Destination(_ -> outcome, NO_ENDPOINT);
    }
}
