package io.walgateway.core.target;

import io.walgateway.core.plugin.Violation;
import java.util.List;

/**
 * The findings of a look at a target. Paths are JSON pointers into the properties of its address.
 *
 * @param refusals findings that would lose deliveries or let none arrive
 * @param warnings findings that may be intended or may change, such as a topic that does not exist yet
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
