package io.walgateway.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSettingsTest {
    @TempDir
    Path directory;

    @Test
    void shouldFlattenNestedAndDottedKeys() throws IOException {
        ProcessSettings settings = load("""
                region: local
                grpc: {port: 7070}
                kafka:
                  clusters:
                    "*": {bootstrap.servers: "a:1"}
                  version: 1.10
                  acks: all
                cassandra.clusters.c.contact-points: [h:1, h:2]
                commented:
                """);

        assertThat(settings.text("region")).contains("local");
        assertThat(settings.port("grpc.port", 1)).isEqualTo(7070);
        assertThat(settings.text("commented")).isEmpty();
        assertThat(settings.beneath("kafka"))
                .isEqualTo(Map.of("clusters.*.bootstrap.servers", "a:1", "version", "1.10", "acks", "all"));
        assertThat(settings.beneath("cassandra")).isEqualTo(Map.of("clusters.c.contact-points", "h:1,h:2"));
    }

    @Test
    void shouldLetOverridesWin() throws IOException {
        Path file = Files.writeString(directory.resolve("s.yaml"), "grpc.port: 1\nregion: a\n");
        ProcessSettings settings =
                ProcessSettings.load(Optional.of(file), List.of("grpc.port=2", "grpc.port=3", "url=jdbc:x?a=b"));

        assertThat(settings.port("grpc.port", 0)).isEqualTo(3);
        assertThat(settings.text("region", "")).isEqualTo("a");
        assertThat(settings.text("url", "")).isEqualTo("jdbc:x?a=b");
    }

    @Test
    void shouldReadTypedValues() {
        ProcessSettings settings = ProcessSettings.of(
                Map.of("n", "5", "on", "true", "time", "5s", "size", "16MiB", "url", "http://127.0.0.1:7080/x"));

        assertThat(settings.integer("n", 1, 9, 0)).isEqualTo(5);
        assertThat(settings.flag("on", false)).isTrue();
        assertThat(settings.duration("time", Duration.ZERO, Duration.ofDays(1), Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.bytes("size", 0, 1L << 40, 0)).isEqualTo(16L << 20);
        assertThat(settings.httpUri("url")).contains(URI.create("http://127.0.0.1:7080/x"));
        assertThat(settings.required("n", "a number")).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "\u0665", " 5", "5.0", "0x5", "5e0", "", "99999999999999999999"})
    void shouldReadIntegersInOneSpelling(String text) {
        ProcessSettings settings = ProcessSettings.of(Map.of("n", text));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> settings.integer("n", 1, 9, 0))
                .withMessageContaining("(expected: 1 to 9)");
    }

    @Test
    void shouldFallBackWhereNothingIsSet() {
        ProcessSettings settings = ProcessSettings.of(Map.of());

        assertThat(settings.integer("n", 1, 9, 7)).isEqualTo(7);
        assertThat(settings.flag("on", true)).isTrue();
        assertThat(settings.bytes("size", 0, 9, 3)).isEqualTo(3);
        assertThat(settings.httpUri("url")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99999 | 0 to 65535",
                "-1    | 0 to 65535",
                "70a   | 0 to 65535",
                "''    | 0 to 65535",
            })
    void shouldRefuseAPortThatIsNone(String value, String expectation) {
        ProcessSettings settings = ProcessSettings.of(Map.of("grpc.port", value));
        assertThat(refusal(() -> settings.port("grpc.port", 0)))
                .hasMessage("grpc.port: " + (value.isEmpty() ? "empty" : value) + " (expected: " + expectation + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:7080", "ftp://x", "http://", "not an address", "http:///path"})
    void shouldRefuseAnAddressThatIsNone(String value) {
        ProcessSettings settings = ProcessSettings.of(Map.of("url", value));
        assertThat(refusal(() -> settings.httpUri("url"))).hasMessageStartingWith("url: " + value);
    }

    @Test
    void shouldTellAllProblemsOfOneReadTogether() {
        ProcessSettings settings = ProcessSettings.of(
                Map.of("port", "x", "on", "maybe", "time", "2d", "size", "1MB", "store.password", "", "odd", "1"));

        assertThat(refusal(() -> settings.read(values -> {
                            values.refuse("odd", "an even number");
                            values.required("store.password", "a password");
                            values.required("absent", "something");
                            values.duration("time", Duration.ZERO, Duration.ofDays(1), Duration.ZERO);
                            values.bytes("size", 0, 9, 0);
                            values.flag("on", true);
                            return values.port("port", 0);
                        }))
                        .problems())
                .extracting(Object::toString)
                .containsExactly(
                        "odd: 1 (expected: an even number)",
                        "store.password: *** (expected: a password)",
                        "absent: absent (expected: something)",
                        "time: 2d (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 0s to 1d)",
                        "size: 1MB (expected: a number of bytes such as 4096, 64KiB, 16MiB or 1GiB, 0 to 9)",
                        "on: maybe (expected: true or false)",
                        "port: x (expected: 0 to 65535)");
    }

    @Test
    void shouldRefuseUnknownKeysAndNameTheNearest() {
        ProcessSettings settings = ProcessSettings.of(Map.of(
                "grpc.prot", "1", "kafk.clusters.a", "2", "store.pasword", "hush", "grpc.host", "h", "kafka.x", "y"));

        assertThat(refusal(() ->
                        settings.refuseUnknown(Set.of("grpc.port", "grpc.host", "store.password"), Set.of("kafka"))))
                .hasMessage("grpc.prot: 1 (expected: a known setting; nearest: grpc.port); "
                        + "kafk.clusters.a: 2 (expected: a known setting; nearest: kafka.clusters.a); "
                        + "store.pasword: *** (expected: a known setting; nearest: store.password)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: [1                    | YAML",
                "- a                      | keys and values",
                "a.b: 1\\na: {b: 2}       | a.b: given twice",
                "a: 1\\na: 2              | Duplicate",
                "a: [{b: 1}]              | a list of texts",
                "a: &x 1\\nb: *x          | no alias",
            })
    void shouldRefuseAFileThatCannotBeUsed(String yaml, String why) {
        assertThat(refusal(() -> load(yaml.replace("\\n", "\n")))).hasMessageContaining(why);
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        Path file = directory.resolve("absent.yaml");
        assertThat(refusal(() -> ProcessSettings.load(Optional.of(file), List.of())))
                .hasMessage(file + ": no such file (expected: a YAML file that can be read)");
    }

    @Test
    void shouldTakeAnEmptyFileAsNoSettings() throws IOException {
        assertThat(load("# nothing\n").text("a")).isEmpty();
    }

    @Test
    void shouldRefuseOverridesThatAreNone() {
        assertThat(refusal(() -> ProcessSettings.load(Optional.empty(), List.of("foo", "=bar", "a=b"))))
                .hasMessage("--set: foo (expected: key=value); --set: =bar (expected: key=value)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "consumer", "controlplane"})
    void shouldReadTheSamples(String process) {
        ProcessSettings settings =
                ProcessSettings.load(Optional.of(Path.of("../config/settings/" + process + ".yaml")), List.of());

        settings.refuseUnknown(
                Set.of(
                        "region",
                        "grpc.host",
                        "grpc.port",
                        "http.allowed-hosts",
                        "http.host",
                        "http.port",
                        "management.host",
                        "management.port",
                        "catalog.control-plane.url",
                        "catalog.cache-dir",
                        "store.url",
                        "store.user",
                        "store.password"),
                Set.of("kafka", "cassandra"));
        assertThat(settings.beneath("kafka")).containsEntry("clusters.*.bootstrap.servers", "127.0.0.1:9092");
    }

    private ProcessSettings load(String yaml) throws IOException {
        return ProcessSettings.load(
                Optional.of(Files.writeString(directory.resolve("settings.yaml"), yaml)), List.of());
    }

    private static InvalidSettingsException refusal(ThrowingCallable call) {
        return assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(call)
                .actual();
    }
}
