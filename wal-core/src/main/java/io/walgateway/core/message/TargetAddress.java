package io.walgateway.core.message;

import java.util.Map;

/**
 * The address a payload goes to: the type of a target and the properties that this type understands.
 *
 * @param type       as the target's plugin declares it, such as {@code kafka}; not empty
 * @param properties checked by the plugin, see {@link io.walgateway.core.target.TargetProvider#check}
 */
public record TargetAddress(String type, Map<String, String> properties) {

    public TargetAddress {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("type: empty (expected: the name of a target type)");
        }
        properties = Map.copyOf(properties);
    }
}
