package io.walgateway.controlplane.rest.request;

import io.walgateway.controlplane.letter.LetterFilter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The body of a bulk action: {@code {"filter": {"reason": "rejected"}, "rate": 500}}, or {@code {"all": true}}.
 *
 * @param rate letters a second; empty: no limit
 */
public record BulkBody(LetterFilter filter, Optional<Integer> rate) {

    private static final int RATE_MAX = 1_000_000;

    public static BulkBody read(byte[] body) {
        JsonNode root = JsonBody.object("", JsonBody.tree(body), Set.of("filter", "all", "rate"));
        return new BulkBody(filter(root), rate(root));
    }

    private static LetterFilter filter(JsonNode root) {
        boolean all = root.has("all");
        if (all && !root.path("all").isBoolean()) {
            throw JsonBody.refused("/all", root.path("all").toString(), "true");
        }
        if (all && root.path("all").booleanValue()) {
            if (root.has("filter")) {
                throw JsonBody.refused("/filter", root.path("filter").toString(), "absent, because all is true");
            }
            return LetterFilter.ALL;
        }
        if (!root.has("filter")) {
            throw JsonBody.refused("/filter", "absent", "a filter, or \"all\": true");
        }
        JsonNode filter = JsonBody.object("/filter", root.path("filter"), new HashSet<>(FilterParts.NAMES));
        if (filter.isEmpty()) {
            throw JsonBody.refused("/filter", "{}", "one part at least; \"all\": true means all of them");
        }
        return new FilterParts(
                        name -> part(filter, name),
                        (name, value, expected) -> JsonBody.refused("/filter/" + name, value, expected))
                .read();
    }

    private static Optional<String> part(JsonNode filter, String name) {
        if (!filter.has(name)) {
            return Optional.empty();
        }
        JsonNode part = filter.path(name);
        if (!part.isString()) {
            throw JsonBody.refused("/filter/" + name, part.toString(), "text");
        }
        return Optional.of(part.asString());
    }

    private static Optional<Integer> rate(JsonNode root) {
        if (!root.has("rate")) {
            return Optional.empty();
        }
        JsonNode rate = root.path("rate");
        if (!rate.isIntegralNumber() || !rate.canConvertToInt() || rate.intValue() < 1 || rate.intValue() > RATE_MAX) {
            throw JsonBody.refused("/rate", rate.toString(), "letters a second, 1 to " + RATE_MAX);
        }
        return Optional.of(rate.intValue());
    }
}
