package io.walgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.identity.TokenLine;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = TestTree.line(out, err);
    private final ScriptedControlPlane control = new ScriptedControlPlane();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void shouldShowATokenOnceAndTheLineThatKnowsIt() {
        assertThat(line.execute("token", "new", "billing")).isZero();
        String token = out.toString().strip();
        TokenLine known = err.toString()
                .lines()
                .flatMap(text -> TokenLine.parse(text).stream())
                .findFirst()
                .orElseThrow();
        TokenLine.Given given = TokenLine.split(token).orElseThrow();
        assertThat(known.isFor(given)).isTrue();
        assertThat(err.toString()).doesNotContain(given.secret());
        assertThat(line.execute("token", "new", "a b")).isEqualTo(2);
    }

    @Test
    void shouldProveAnIdentityAndThenNameNoAuthor() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "wal.root.secret\n");
        control.answering(200, "{\"cancellation\": \"accepted\"}").answering(200, "{\"cancellation\": \"accepted\"}");
        String message = "0197b1c2-55d0-7a3e-8f14-3c6d1e0b9a77";
        assertThat(line.execute(
                        "delayed",
                        "cancel",
                        "orders",
                        message,
                        "--control-plane",
                        control.address(),
                        "--token-file",
                        token.toString()))
                .isZero();
        assertThat(control.asked().getFirst().authorization()).isEqualTo("Bearer wal.root.secret");
        assertThat(control.asked().getFirst().author()).isEmpty();
        assertThat(line.execute("delayed", "cancel", "orders", message, "--control-plane", control.address()))
                .isZero();
        assertThat(control.asked().getLast().authorization()).isEmpty();
        assertThat(control.asked().getLast().author()).isNotEmpty();
    }

    @Test
    void shouldShowNothingOfAFileThatIsNoToken() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "marked secret");
        assertThat(line.execute(
                        "namespace", "list", "--control-plane", control.address(), "--token-file", token.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("a file with one token").doesNotContain("marked");
        assertThat(line.execute(
                        "namespace", "list", "--control-plane", control.address(), "--token-file", folder + "/none"))
                .isEqualTo(2);
    }
}
