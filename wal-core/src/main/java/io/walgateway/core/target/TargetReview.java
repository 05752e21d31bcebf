package io.walgateway.core.target;

import io.walgateway.core.plugin.Violation;
import java.util.List;

/**
 * What a look at a target found. Paths are JSON pointers into the properties of its address.
 *
 * @param refusals what would lose deliveries, or let none arrive
 * @param warnings what may be meant so or may change, such as a topic that is not there yet
 */
public record TargetReview(List<Violation> refusals, List<Violation> warnings) {
    public static final TargetReview NOTHING = new TargetReview(List.of(), List.of());

    public TargetReview {
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }

    public static TargetReview warning(Violation violation) {
        return new TargetReview(List.of(), List.of(violation));
    }
}
