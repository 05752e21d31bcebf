package io.walgateway.core.namespace;

import io.walgateway.core.message.TargetAddress;
import java.util.List;

/** The targets that requests to a namespace may name. */
public sealed interface RequestTargets {
    /** The most rules of one namespace. */
    int RULES_MAX = 100;

    /** The document does not say; the deployment's default holds. */
    record Unsaid() implements RequestTargets {}

    /** Any target that there is a plugin for. */
    record Any() implements RequestTargets {}

    /** Those that one of the rules allows. */
    record Listed(List<TargetRule> rules) implements RequestTargets {
        /** None at all. */
        public static final Listed NONE = new Listed(List.of());

        public Listed {
            rules = List.copyOf(rules);
        }
    }

    /**
     * True if a request may name the target.
     *
     * @param otherwise the deployment's default, which says it
     */
    default boolean allow(TargetAddress address, RequestTargets otherwise) {
        return switch (this) {
            case Any() -> true;
            case Listed(List<TargetRule> rules) -> rules.stream().anyMatch(rule -> rule.allows(address));
            case Unsaid() -> !(otherwise instanceof Unsaid) && otherwise.allow(address, otherwise);
        };
    }
}
