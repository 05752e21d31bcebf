package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExitCodesDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([A-Z]+) \\| \\S.*\\|$");

    @Test
    void shouldListAllExitCodes() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "command-line.md"));
        assertThat(ROW.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(exit -> exit.code() + " " + exit.name())
                        .toList());
    }
}
