package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineTest {

    private static final Path HELP = Path.of("src", "main", "help");

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = WalMain.commandLine(
            new Console(new PrintWriter(out, true), new PrintWriter(err, true), InstantSource.system()));

    @Test
    void shouldDescribeEachCommandAndEachOptionInItsHelp() throws IOException {
        String overview = Files.readString(HELP.resolve("wal.txt"));
        for (var command : line.getSubcommands().entrySet()) {
            assertThat(overview).contains("\n  " + command.getKey() + " ");
            String help = Files.readString(HELP.resolve(command.getKey() + ".txt"));
            assertThat(help).contains("usage: ./wal " + command.getKey());
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                assertThat(help).contains(option.longestName().replace("--from", "--[no-]from"));
            }
        }
    }

    @Test
    void shouldRefuseAPortBaseThatIsNone() {
        assertThat(line.execute("up", "--data", data.toString(), "--port-base", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--port-base: 0 (expected: 1 to 65512)");
    }

    @Test
    void shouldNameTheNearestPart() {
        assertThat(line.execute("kill", "postgre", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("postgre: no such part").contains("did you mean postgres?");
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
}
