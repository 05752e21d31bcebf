package io.walgateway.cli.sets;

import io.walgateway.core.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formats a mutation set for a person. */
final class SetText {
    private SetText() {}

    /** With the region where there is one. */
    static String id(JsonNode set) {
        return set.path("id").asString()
                + (set.has("region") ? " in " + set.path("region").asString() : "");
    }

    /** {@code 2 of 3}; {@code 2} if the number is not known. */
    static String parts(JsonNode set) {
        return set.path("parts").asInt()
                + (set.has("parts_total") ? " of " + set.path("parts_total").asInt() : "");
    }

    static String missing(JsonNode set) {
        return set.path("missing").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    static String progress(JsonNode set) {
        return set.path("progress").properties().stream()
                .map(target -> target.getKey() + " " + target.getValue().asInt())
                .collect(Collectors.joining(", "));
    }

    static String of(JsonNode set) {
        List<String> lines = new ArrayList<>();
        line(lines, "id", set.path("id").asString());
        line(lines, "region", set.path("region").asString(""));
        line(lines, "state", set.path("state").asString());
        line(lines, "opened", set.path("opened").asString(""));
        line(lines, "parts", parts(set));
        line(lines, "missing", missing(set));
        line(lines, "expires", set.path("expires").asString(""));
        line(lines, "done", progress(set));
        line(lines, "kept until", set.path("kept_until").asString());
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add("%-15s %s".formatted(name, Printable.of(value)));
        }
    }
}
