package io.walgateway.core.namespace;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.text.SegmentPattern;
import java.util.Map;

/**
 * Targets that requests may name: those of a type whose properties are as the patterns say. A property without a pattern
 * must be absent, and one with a pattern must be there, unless the pattern is {@code *} alone: what a rule does not mention
 * is not allowed, whatever a plugin makes of it.
 *
 * @param type       of the target, in lower case
 * @param properties patterns by the names of properties
 */
public record TargetRule(String type, Map<String, SegmentPattern> properties) {
    public TargetRule {
        properties = Map.copyOf(properties);
    }

    boolean allows(TargetAddress address) {
        return address.type().equals(type)
                && address.properties().entrySet().stream().allMatch(given -> allows(given.getKey(), given.getValue()))
                && properties.entrySet().stream()
                        .allMatch(rule ->
                                rule.getValue().isAny() || address.properties().containsKey(rule.getKey()));
    }

    private boolean allows(String property, String value) {
        SegmentPattern pattern = properties.get(property);
        return pattern != null
                && (pattern.isAny()
                        || pattern.text().equals(value)
                        || (!SegmentPattern.hasDetour(value) && pattern.matches(value)));
    }
}
