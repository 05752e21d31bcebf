package io.walgateway.cli;

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

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** For programs to read. */
    void json(JsonNode node) {
        say(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }
}
