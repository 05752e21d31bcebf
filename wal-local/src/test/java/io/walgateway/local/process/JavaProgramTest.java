package io.walgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProgramTest {

    @TempDir
    Path directory;

    /** Says that it is ready, or what else it is told to say, and waits. */
    static final class Sample {
        public static void main(String[] words) throws InterruptedException {
            System.err.println("(not yet) ready: no such line, for a name has no brackets");
            System.out.println(String.join(" ", words));
            if (words.length == 1) {
                System.exit(3);
            }
            new CountDownLatch(1).await();
        }
    }

    @Test
    void shouldBeReadyWhenItSaysSoAndBeGoneWhenItIsStopped() throws Exception {
        try (JavaProgram program = program("sample", "ready:", "here")) {
            program.start();

            assertThat(program.isRunning()).isTrue();
            assertThat(Files.readString(program.logFile())).contains("sample ready: here");
            program.stop();
            assertThat(program.isRunning()).isFalse();
        }
    }

    @Test
    void shouldWaitForTheLineOfThisStartAgain() {
        try (JavaProgram program = program("sample", "ready:", "here")) {
            program.start();
            long first = program.pid();
            program.kill();

            program.start();

            assertThat(program.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void shouldTellTheLastLinesOfAProgramThatEndsInstead() {
        try (JavaProgram program = program("settings-are-wrong")) {
            assertThatThrownBy(program::start)
                    .isInstanceOf(ComponentStartException.class)
                    .hasMessageContaining("program ended with exit value 3")
                    .hasMessageEndingWith("settings-are-wrong");
        }
    }

    private JavaProgram program(String... words) {
        return JavaProgram.in(
                directory, "program", List.of("-XX:TieredStopAtLevel=1"), Sample.class.getName(), List.of(words));
    }
}
