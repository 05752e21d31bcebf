package io.walgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What documents tell people to type is what the command line takes. */
class DocumentedCommandsDocTest {

    private static final Pattern COMMAND = Pattern.compile("\\./wal ((?:dead-letters|namespace|write) [^\n`#;|]*)");
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
        CommandLine line =
                CliMain.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        for (String command : commands) {
            CommandLine.ParseResult parsed = line.parseArgs(words(command).toArray(String[]::new));
            assertThat(parsed.unmatched()).as(command).isEmpty();
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
