package io.walgateway.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TerminalTest {
    private static final String FORGED = "no\u001b[2J\u202e\r\nstate          redriven";

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    @Test
    public void shouldObeyNothingThatALetterHolds() {
        ObjectNode letter = JsonMapper.shared().createObjectNode();
        letter.put("id", 7)
                .put("state", "open")
                .put("error", FORGED)
                .put("key", FORGED)
                .put("payload_text", FORGED);
        new Terminal(out, out).say(LetterText.of(letter));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "id             7",
                        "state          open",
                        "error          no\\u001b[2J\\u202e\\r\\nstate          redriven",
                        "key            no\\u001b[2J\\u202e\\r\\nstate          redriven",
                        "payload        no\\u001b[2J\\u202e\\r",
                        "               state          redriven");
    }

    @Test
    public void shouldKeepTheRowsOfATable() {
        new Terminal(out, out).say(new Table("id", "error").row(7, FORGED).toString());

        assertThat(printed.toString().lines()).hasSize(2);
        assertThat(printed.toString()).contains("no\\u001b[2J\\u202e state");
    }

    @Test
    public void shouldEscapeWhatJsonLeavesAsItIs() {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("error", FORGED);
        new Terminal(out, out).json(node);

        assertThat(printed.toString()).doesNotContain("\u202e", "\u001b");
        assertThat(JsonMapper.shared().readTree(printed.toString())).isEqualTo(node);
    }

    @Test
    public void shouldEscapeInComplaints() {
        new Terminal(out, out).complain("wal: " + FORGED);

        assertThat(printed.toString()).doesNotContain("\u202e", "\u001b", "\r");
        assertThat(printed.toString().lines()).allMatch(line -> line.startsWith("wal: ") || line.startsWith("  "));
    }
}
