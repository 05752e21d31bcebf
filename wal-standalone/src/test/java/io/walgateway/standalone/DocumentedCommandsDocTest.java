package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.standalone.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What documents tell people to type is what the command line takes. */
class DocumentedCommandsDocTest {

    private static final Pattern COMMAND = Pattern.compile("\\./wal ((?:[a-z][a-z-]*)[^\n`#;|)]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void shouldTakeEachCommandThatIsDocumented() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "docs"))) {
            Stream.concat(files.filter(path -> path.toString().endsWith(".md")), Stream.of(Path.of("..", "README.md")))
                    .forEach(file ->
                            COMMAND.matcher(read(file)).results().forEach(found -> commands.add(found.group(1))));
        }
        assertThat(commands).hasSizeGreaterThan(10);
        CommandLine line = WalMain.commandLine(new Console(
                new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())),
                InstantSource.system()));
        for (String command : commands) {
            assertThat(isTaken(line, command)).as(command).isTrue();
        }
    }

    /** Prose names commands without what they need; what is there must fit. */
    private static boolean isTaken(CommandLine line, String command) {
        try {
            return line.parseArgs(words(command).toArray(String[]::new))
                    .unmatched()
                    .isEmpty();
        } catch (CommandLine.MissingParameterException named) {
            return true;
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
