package io.walgateway.cli.terminal;

import io.walgateway.core.text.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The output of a command. Threads may share it: lines stay whole. */
public record Terminal(PrintWriter out, PrintWriter err) {

    public static Terminal system() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Prints lines. They may contain foreign text, so control sequences are made harmless. */
    public void say(String lines) {
        say(out, lines);
    }

    /** Prints lines to standard error. */
    public void note(String lines) {
        say(err, lines);
    }

    /**
     * Prints an error. It may quote text with line breaks, so its further lines are indented, and no quoted text begins
     * a line.
     */
    public void complain(String error) {
        say(err, error.stripTrailing().replaceAll("\n(?! )", "\n  "));
    }

    private static void say(PrintWriter to, String lines) {
        synchronized (to) {
            to.println(Printable.lines(lines));
            to.flush();
        }
    }

    /** Prints JSON for programs. */
    public void json(JsonNode node) {
        say(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }
}
