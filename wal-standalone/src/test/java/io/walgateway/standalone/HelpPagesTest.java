package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.standalone.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The pages that {@code ./wal} shows where nothing is built yet are those of the tree. {@code -Dwal.help.write} writes them
 * anew.
 */
class HelpPagesTest {

    private static final Path PAGES = Path.of("src", "main", "help");

    @Test
    void shouldBeThoseOfTheTree() throws IOException {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Map<String, String> pages = new TreeMap<>();
        collect(WalMain.commandLine(new Console(new Terminal(nowhere, nowhere), InstantSource.system())), "", pages);
        if (System.getProperty("wal.help.write") != null) {
            write(pages);
        }
        assertThat(files()).isEqualTo(pages);
    }

    private static void collect(CommandLine line, String name, Map<String, String> pages) {
        pages.put((name.isEmpty() ? "wal" : name) + ".txt", line.getUsageMessage());
        line.getSubcommands()
                .forEach((below, command) -> collect(command, name.isEmpty() ? below : name + "." + below, pages));
    }

    private static void write(Map<String, String> pages) throws IOException {
        for (String old : files().keySet()) {
            Files.delete(PAGES.resolve(old));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
        }
    }

    private static Map<String, String> files() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), HelpPagesTest::read, (one, _) -> one, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
