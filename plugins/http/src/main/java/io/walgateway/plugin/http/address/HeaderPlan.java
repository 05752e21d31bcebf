package io.walgateway.plugin.http.address;

import java.util.Map;
import java.util.Optional;

/**
 * The headers that a target's address asks for.
 *
 * @param fixed       by name, as written in the address
 * @param contentType empty: that of the message, or {@code application/octet-stream}
 * @param cloudEvents true if requests are CloudEvents in binary mode
 */
public record HeaderPlan(Map<String, String> fixed, Optional<String> contentType, boolean cloudEvents) {
    public HeaderPlan {
        fixed = Map.copyOf(fixed);
    }
}
