package io.walgateway.cli.letters;

import io.walgateway.core.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formats a dead letter for a person. */
final class LetterText {

    private static final List<String> FIRST = List.of(
            "id",
            "message_id",
            "state",
            "target",
            "reason",
            "error",
            "attempts",
            "first_attempt",
            "last_attempt",
            "key",
            "key_base64",
            "write_time",
            "dead_lettered",
            "expiry",
            "origin",
            "region",
            "origin_region",
            "trace_parent");

    private LetterText() {}

    static String of(JsonNode letter) {
        List<String> lines = new ArrayList<>();
        FIRST.stream()
                .filter(letter::has)
                .forEach(name ->
                        lines.add(line(name.replace('_', ' '), letter.path(name).asString())));
        if (letter.has("own_target")) {
            lines.add(line("own target", letter.path("own_target").toString()));
        }
        JsonNode settled = letter.path("settled");
        if (settled.isObject()) {
            lines.add(line("settled", settled.path("time").asString() + by(settled)));
        }
        if (letter.path("expiry_dropped").asBoolean(false)) {
            lines.add(line("note", "its expiry had passed and was dropped"));
        }
        lines.add(indented("payload", payload(letter)));
        JsonNode edit = letter.path("edit");
        if (edit.isObject()) {
            lines.add(line("edited", edit.path("time").asString() + by(edit)));
            if (edit.has("target")) {
                lines.add(line(
                        "  target",
                        edit.path("target").isString()
                                ? edit.path("target").asString()
                                : edit.path("target").toString()));
            }
            if (edit.has("payload")) {
                lines.add(indented("  payload", payload(edit)));
            }
        }
        return String.join("\n", lines);
    }

    private static String payload(JsonNode node) {
        JsonNode claim = node.path("claim");
        if (claim.isObject()) {
            return "%d bytes in durable storage %s until %s; see dead-letters payload"
                    .formatted(
                            claim.path("bytes").asLong(),
                            claim.path("storage").asString(),
                            claim.path("kept_until").asString());
        }
        return node.has("payload_text")
                ? node.path("payload_text").asString()
                : "base64:" + node.path("payload").asString();
    }

    private static String by(JsonNode signed) {
        String why = signed.path("why").asString("");
        return " by " + signed.path("author").asString() + (why.isEmpty() ? "" : ": " + why);
    }

    /** A value of several lines, none of which begins like a line of the letter. */
    private static String indented(String name, String value) {
        return Arrays.stream(value.split("\n", -1))
                .map(Printable::of)
                .collect(Collectors.joining("\n" + " ".repeat(15), "%-14s ".formatted(name), ""));
    }

    private static String line(String name, String value) {
        return "%-14s %s".formatted(name, Printable.of(value));
    }
}
