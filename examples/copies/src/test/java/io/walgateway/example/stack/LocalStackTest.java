package io.walgateway.example.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
    @TempDir
    Path data;

    @Test
    void shouldFindTheRegionsOfAStack() throws IOException {
        Files.createDirectories(data.resolve("run"));
        Files.writeString(data.resolve("run").resolve("supervisor"), "port-base=8000\nregions=eu,us\n");

        LocalStack stack = LocalStack.on(data);

        assertThat(stack).isEqualTo(new LocalStack(8000, List.of("eu", "us")));
        assertThat(stack.kafka("us")).isEqualTo("127.0.0.1:8070");
        assertThatThrownBy(() -> stack.server("ap")).hasMessage("region: ap (expected: one of eu, us)");
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThatThrownBy(() -> LocalStack.on(data))
                .hasMessage("no stack runs on " + data + " (expected: one; ./wal up starts it)");
    }
}
