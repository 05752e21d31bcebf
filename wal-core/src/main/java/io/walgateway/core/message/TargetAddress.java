package io.walgateway.core.message;

import java.util.Map;

/**
 * Where a payload goes: the type of a target and the properties which that type understands.
 *
 * @param type       as the target's plugin announces it, such as {@code kafka}; not empty
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
