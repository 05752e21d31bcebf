package io.walgateway.cli.namespace;

import io.walgateway.core.text.Printable;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A namespace's state in one line. */
final class NamespaceText {

    private NamespaceText() {}

    static String of(JsonNode namespace) {
        StringBuilder text = new StringBuilder(namespace.path("name").asString())
                .append(" revision ")
                .append(namespace.path("revision").asLong())
                .append(namespace.path("deleted").asBoolean(false) ? ", deleted" : "")
                .append(ending(namespace.path("ending")))
                .append(", by ")
                .append(Printable.of(namespace.path("author").asString()))
                .append(" at ")
                .append(namespace.path("time").asString());
        String why = namespace.path("why").asString("");
        if (!why.isEmpty()) {
            text.append(": ").append(Printable.of(why));
        }
        namespace.path("not_served").forEach(gap -> text.append("\n  ").append(Printable.of(gap.asString())));
        namespace
                .path("warnings")
                .forEach(warning -> text.append("\n  warning: ").append(Printable.of(warning.asString())));
        return text.toString();
    }

    private static String ending(JsonNode ending) {
        if (ending.isMissingNode()) {
            return "";
        }
        JsonNode holds = ending.path("holds");
        StringBuilder text = new StringBuilder(", ending with pending=")
                .append(Printable.of(ending.path("pending").asString("")));
        if (holds.isObject()) {
            String about = holds.path("approximate").asBoolean(false) ? "about " : "";
            holds.path("undelivered")
                    .forEach(backlog -> text.append(", ")
                            .append(about)
                            .append(backlog.path("count").asLong())
                            .append(" undelivered for ")
                            .append(Printable.of(backlog.path("group").asString("")))
                            .append(" in ")
                            .append(Printable.of(backlog.path("queue").asString(""))));
            text.append(", ")
                    .append(about)
                    .append(holds.path("delayed").asLong())
                    .append(" delayed, ")
                    .append(holds.path("dead_letters").asLong())
                    .append(" open dead letters");
        }
        return text.toString();
    }

    static String changes(JsonNode revision) {
        if (revision.path("deleted").asBoolean(false)) {
            return "deleted";
        }
        StringJoiner pointers = new StringJoiner(" ");
        revision.path("changes")
                .forEach(change -> pointers.add(
                        change.path("pointer").asString().isEmpty()
                                ? "(all)"
                                : change.path("pointer").asString()));
        return pointers.toString();
    }
}
