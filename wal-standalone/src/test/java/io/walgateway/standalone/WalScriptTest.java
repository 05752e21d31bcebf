package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./wal} in a checkout in which nothing was built, with a JDK that tells what it is given. */
class WalScriptTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String JAVA = """
            #!/bin/sh
            printf 'LC_ALL=%s|' "${LC_ALL:-}"
            printf '%s|' "$@"
            """;

    @TempDir
    Path folder;

    private record Result(int exitCode, String text) {}

    @BeforeEach
    void copy() throws IOException {
        Files.copy(CHECKOUT.resolve("wal"), folder.resolve("wal"));
        Path help = Files.createDirectories(folder.resolve("wal-standalone/src/main/help"));
        try (Stream<Path> topics = Files.list(CHECKOUT.resolve("wal-standalone/src/main/help"))) {
            for (Path topic : topics.toList()) {
                Files.copy(topic, help.resolve(topic.getFileName()));
            }
        }
    }

    @Test
    void shouldSayAtOnceThatNothingRunsWhereNothingWasBuilt() throws IOException, InterruptedException {
        assertThat(wal(Map.of(), "down")).isEqualTo(new Result(0, "Nothing runs on " + data() + "\n"));
        assertThat(wal(Map.of(), "status"))
                .isEqualTo(new Result(3, "Nothing runs on " + data() + " (./wal up starts it)\n"));
        for (String command : List.of("read quickstart-out", "kill kafka", "write quickstart x", "namespace list")) {
            assertThat(wal(Map.of(), command.split(" ")))
                    .isEqualTo(new Result(
                            1, "wal: no stack runs on " + data() + " (expected: one; ./wal up starts it)\n"));
        }
        assertThat(wal(Map.of(), "status", "--data", "/nowhere").text()).startsWith("Nothing runs on /nowhere");
        assertThat(wal(Map.of(), "down", "--data=/nowhere").text()).startsWith("Nothing runs on /nowhere");
    }

    @Test
    void shouldHandArgumentsOverAsUtf8WhateverTheLocale() throws IOException, InterruptedException {
        fakeJdk();
        for (Map<String, String> locale :
                List.of(Map.<String, String>of(), Map.of("LC_ALL", "C"), Map.of("LANG", "de_DE.ISO-8859-1"))) {
            assertThat(wal(locale, "write", "orders", "\u00e4", "--key", "\u00f6")
                            .text())
                    .startsWith("LC_ALL=C.UTF-8|")
                    .endsWith("|write|orders|\u00e4|--key|\u00f6|");
        }
        assertThat(wal(Map.of("LC_ALL", "C.UTF-8"), "write", "orders", "x").text())
                .startsWith("LC_ALL=C.UTF-8|");
        assertThat(wal(Map.of("LANG", "C.UTF-8"), "write", "orders", "x").text())
                .startsWith("LC_ALL=|");
    }

    /** A shell opens the log of a process in the background when the system lets it run. */
    @Test
    void shouldNotLookIntoALogBeforeItIsThere() throws IOException, InterruptedException {
        fakeJdk();
        String function = Files.readString(folder.resolve("wal"))
                .transform(script -> script.substring(
                        script.indexOf("\ntrain() {"), script.indexOf("\n}\n", script.indexOf("\ntrain() {")) + 3));
        Path trial = Files.writeString(
                folder.resolve("trial"),
                "set -euo pipefail\nWORK=$PWD/.wal\nJAVA_HOME=$PWD/jdk\nmkdir -p scratch\n" + function
                        + "for i in $(seq 20); do train \"role-$i\" scratch Main; done\n");
        Path said = folder.resolve("said");

        int exitCode = new ProcessBuilder("bash", trial.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(new Result(exitCode, Files.readString(said))).isEqualTo(new Result(0, ""));
    }

    private void fakeJdk() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        for (String program : List.of("java", "javac")) {
            assertThat(Files.writeString(bin.resolve(program), JAVA).toFile().setExecutable(true))
                    .isTrue();
        }
        Files.createDirectories(folder.resolve(".wal"));
        Files.writeString(folder.resolve(".wal/wal-standalone.classpath"), "none.jar\n");
    }

    private Path data() throws IOException {
        return folder.toRealPath().resolve(".wal/data");
    }

    /** With this environment and what it takes to find programs. */
    private Result wal(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(folder.resolve("wal").toString()));
        line.addAll(Arrays.asList(arguments));
        Path said = folder.resolve("said");
        ProcessBuilder script =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        String path = script.environment().getOrDefault("PATH", "/usr/bin:/bin");
        script.environment().clear();
        script.environment().putAll(environment);
        script.environment().put("PATH", path);
        script.environment().put("HOME", folder.toString());
        script.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        int exitCode = script.start().waitFor();
        return new Result(exitCode, Files.readString(said, StandardCharsets.UTF_8));
    }
}
