package io.walgateway.cli.terminal;

import io.walgateway.core.text.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a command writes. Threads may share it: lines stay whole. */
public record Terminal(PrintWriter out, PrintWriter err) {

    public static Terminal system() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Prints lines. What is in them may come from outside: a terminal obeys none of it. */
    public void say(String lines) {
        say(out, lines);
    }

    /** The same where errors go. */
    public void note(String lines) {
        say(err, lines);
    }

    /** An error. It may quote what has line breaks; so its further lines are indented, and nothing quoted begins a line. */
    public void complain(String error) {
        say(err, error.stripTrailing().replaceAll("\n(?! )", "\n  "));
    }

    private static void say(PrintWriter to, String lines) {
        synchronized (to) {
            to.println(Printable.lines(lines));
            to.flush();
        }
    }

    /** For programs to read. */
    public void json(JsonNode node) {
        say(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }
}
