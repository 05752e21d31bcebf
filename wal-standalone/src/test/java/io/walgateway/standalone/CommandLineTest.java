package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.standalone.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = WalMain.commandLine(
            new Console(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), InstantSource.system()));

    @Test
    void shouldRefuseAPortBaseThatIsNone() {
        assertThat(line.execute("up", "--data", data.toString(), "--port-base", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--port-base: 0 (expected: 1 to 65510)");
    }

    @Test
    void shouldNameTheNearestPart() {
        assertThat(line.execute("kill", "postgre", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("postgre: no such part").contains("did you mean postgres?");
        assertThat(line.execute("logs", "supervisr", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("writer, supervisor; with a region").contains("did you mean supervisor?");
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(line.execute("status", "--data", data.toString())).isEqualTo(3);
        assertThat(line.execute("down", "--data", data.toString())).isZero();
        assertThat(line.execute("kill", "kafka", "--data", data.toString())).isEqualTo(1);
        assertThat(line.execute("read", "quickstart-out", "--data", data.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("Nothing runs on " + data);
        assertThat(err.toString()).contains("no stack runs on " + data + " (expected: one; ./wal up starts it)");
    }

    @Test
    void shouldShowTheVersionAndTheOverview() {
        assertThat(line.execute("-V")).isZero();
        assertThat(line.execute("--version")).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(shown -> shown.startsWith("wal "));
        assertThat(line.execute()).isZero();
        for (String command : line.getSubcommands().keySet()) {
            assertThat(out.toString()).contains("\n  " + command + " ");
        }
    }

    @Test
    void shouldHelpWithWhatIsBelowACommand() {
        assertThat(line.execute("help", "namespace", "put")).isZero();
        String help = out.toString();
        out.getBuffer().setLength(0);
        assertThat(line.execute("namespace", "put", "--help")).isZero();
        assertThat(out.toString()).isEqualTo(help).contains("usage: wal namespace put ", "--if-revision=N");
        assertThat(line.execute("help", "frob")).isEqualTo(2);
    }

    @Test
    void shouldDescribeEachOptionAndEachParameter() {
        describe(line);
    }

    private static void describe(CommandLine command) {
        var spec = command.getCommandSpec();
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        spec.args()
                .forEach(argument -> assertThat(argument.description())
                        .as(spec.qualifiedName() + " " + argument.paramLabel())
                        .isNotEmpty());
        command.getSubcommands().values().forEach(CommandLineTest::describe);
    }

    @Test
    void shouldShowTheEndOfALogAlsoWhenNothingRuns() throws IOException {
        Path log = Files.createDirectories(data.resolve("server")).resolve("server.log");
        Files.writeString(log, "one\ntwo\nthree\n");
        assertThat(line.execute("logs", "server", "--lines", "2", "--data", data.toString()))
                .isZero();
        assertThat(out.toString().lines()).containsExactly("two", "three");
        assertThat(line.execute("logs", "kafka", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("kafka.log: no such log (expected: ");
        assertThat(line.execute("logs", "kafak", "--data", data.toString())).isEqualTo(2);
    }

    @Test
    void shouldCompleteInBash() throws IOException, InterruptedException {
        assertThat(line.execute("completion", "bash")).isZero();
        Path script = Files.writeString(data.resolve("completion"), out.toString());
        String typed = "source %s; COMP_WORDS=(wal namespace ''); COMP_CWORD=2; _complete_wal; echo ${COMPREPLY[*]}"
                .formatted(script);
        Process bash = new ProcessBuilder("bash", "-c", typed)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("put", "validate", "rollback");
        out.getBuffer().setLength(0);
        assertThat(line.execute("completion", "zsh")).isZero();
        assertThat(out.toString()).contains("bashcompinit", "_complete_wal");
        assertThat(line.execute("completion", "fish")).isEqualTo(2);
    }

    @Test
    void shouldShowStatusForPrograms() {
        assertThat(line.execute("status", "-o", "json", "--data", data.toString()))
                .isEqualTo(3);
        assertThat(JsonMapper.shared().readTree(out.toString()).path("parts").isArray())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatTheScriptAloneCanDo() {
        assertThat(line.execute("sim", "--seeds", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("sim: runs in a checkout alone");
    }
}
