package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The {@code ./wal} commands in documents are known to {@code ./wal help}, and so are their options. */
class CommandsDocTest {
    private static final Pattern COMMAND = Pattern.compile("\\./wal ([a-z-]+)([^\n`#;|]*)");
    private static final Pattern OPTION = Pattern.compile(" --([a-z-]+)");

    private final Checkout checkout = Checkout.here();

    @Test
    void shouldKnowEachCommandAndItsOptions() throws IOException, InterruptedException {
        String all = help();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, Set<String>> command : optionsByCommand().entrySet()) {
            if (!Pattern.compile("\\b" + command.getKey() + "\\b").matcher(all).find()) {
                unknown.add(command.getKey());
                continue;
            }
            String help = help(command.getKey());
            command.getValue().stream()
                    .filter(option -> !help.contains("--" + option) && !help.contains("--[no-]" + option))
                    .forEach(option -> unknown.add(command.getKey() + " --" + option));
        }
        assertThat(unknown).isEmpty();
    }

    private Map<String, Set<String>> optionsByCommand() {
        Map<String, Set<String>> commands = new TreeMap<>();
        for (Markdown document : checkout.documents()) {
            for (MatchResult command : document.find(COMMAND)) {
                Set<String> options = commands.computeIfAbsent(command.group(1), _ -> new TreeSet<>());
                OPTION.matcher(command.group(2)).results().forEach(option -> options.add(option.group(1)));
            }
        }
        assertThat(commands).containsKeys("up", "test");
        return commands;
    }

    private String help(String... command) throws IOException, InterruptedException {
        List<String> line = Stream.concat(
                        Stream.of(checkout.root().resolve("wal").toString(), "help"), Stream.of(command))
                .toList();
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
        return said;
    }
}
