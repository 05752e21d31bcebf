package io.walgateway.cli.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.ScriptedControlPlane;
import io.walgateway.cli.ScriptedControlPlane.Asked;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NamespaceDeleteTest {

    private static final String HOLDS = """
            {"type": "urn:wal-gateway:problem:still-holds", "title": "held", "detail": "orders holds 2 delayed messages"}
            """;
    private static final String ENDING = """
            {"name": "orders", "revision": 3, "state": "ending", "ending": {"pending": "discard", "holds": {
              "undelivered": [{"queue": "sqs q", "group": "t", "count": 5}], "delayed": 2, "dead_letters": 1,
              "approximate": true}}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedControlPlane control = new ScriptedControlPlane();

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void shouldAskWhatIsToBecomeOfWhatANamespaceHolds() {
        control.answering(409, HOLDS).answering(202, ENDING).answering(409, HOLDS);
        List<String> questions = new ArrayList<>();
        assertThat(delete(text -> {
                    questions.add(text);
                    return Optional.of("deliver\n");
                }))
                .isZero();
        assertThat(questions).singleElement().asString().contains("2 delayed messages", "deliver, discard or cancel?");
        assertThat(asked().request()).isEqualTo("DELETE /v1/namespaces/orders?pending=deliver");
        assertThat(delete(_ -> Optional.of("no"))).isEqualTo(1);
        assertThat(err.toString()).contains("cancelled: orders is as it was");
    }

    private Asked asked() {
        return control.asked().getLast();
    }

    private int delete(Question question) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        return Tree.finish(new CommandLine(new NamespaceDelete(terminal, question)), terminal)
                .execute("orders", "--control-plane", control.address());
    }
}
