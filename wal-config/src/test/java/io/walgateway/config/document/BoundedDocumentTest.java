package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.NO_PLUGINS;
import static io.walgateway.config.document.Documents.with;
import static io.walgateway.config.document.Documents.withConfig;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The time that a document takes grows with its size and no faster; each of these is as large as a document may be. */
class BoundedDocumentTest {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final int ELEMENTS = 140_000;

    static Stream<String> documents() {
        String names = IntStream.range(0, ELEMENTS)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\"")
                .collect(Collectors.joining(","));
        String sameNames = "\"a\",".repeat(2 * ELEMENTS) + "\"a\"";
        return Stream.of(
                with("", "\"writers\": [" + names + "]"),
                with("", "\"writers\": [" + sameNames.substring(0, 1_000_000).replaceFirst(",[^,]*$", "") + "]"),
                withConfig("\"wal-kafka-topics\": [" + names + "]"),
                with("", "\"shard\": " + "9".repeat(1_000_000)),
                with("", "\"limits\": {\"delay-max\": \"" + "9".repeat(1_000_000) + "d\"}"),
                with("", "\"" + "aB".repeat(ELEMENTS) + "\": 1"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("documents")
    void shouldReadInTimeThatGrowsWithItsSize(String document) {
        assertTimeoutPreemptively(BOUND, () -> NamespaceDocument.read(document, NO_PLUGINS));
    }
}
