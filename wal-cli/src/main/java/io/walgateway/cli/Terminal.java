package io.walgateway.cli;

import io.walgateway.core.text.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a command writes. */
record Terminal(PrintWriter out, PrintWriter err) {

    static Terminal system() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Prints lines. What is in them may come from outside: a terminal obeys none of it. */
    void say(String lines) {
        say(out, lines);
    }

    /** The same where errors go. */
    void complain(String lines) {
        say(err, lines);
    }

    private static void say(PrintWriter to, String lines) {
        to.println(Printable.lines(lines));
        to.flush();
    }

    /** For programs to read. */
    void json(JsonNode node) {
        say(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }
}
