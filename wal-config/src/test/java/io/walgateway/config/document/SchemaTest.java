package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.sample;
import static io.walgateway.config.document.Documents.with;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the reader know the same documents. */
class SchemaTest {
    private static final String TEXT = text();
    private static final JsonNode ROOT = JsonMapper.shared().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    static List<Path> samples() {
        return Documents.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldAllowEverySample(Path file) throws IOException {
        assertThat(errors(sample(file).toJson())).isEmpty();
    }

    @Test
    void shouldKnowTheKeysThatTheReaderKnows() {
        assertThat(paths(ROOT, "")).containsExactlyInAnyOrderElementsOf(DocumentReader.KEYS.paths());
        assertThat(paths(ROOT.at("/$defs/persistence"), ""))
                .containsExactlyInAnyOrderElementsOf(PersistenceReader.KEYS.paths());
        assertThat(paths(ROOT.at("/$defs/target"), "")).containsExactlyInAnyOrderElementsOf(TargetReader.KEYS.paths());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unknown\": 1",
                "\"ordering\": \"some\"",
                "\"shard\": \"..\"",
                "\"retry\": {\"max-attempts\": 0}",
                "\"retry\": {\"jitter\": 1.5}",
                "\"retry\": {\"backoff.initial\": \"soon\"}",
                "\"limits\": {\"payload-bytes-max\": 67108865}",
                "\"delay\": {\"jitter\": -1}",
                "\"delay\": {\"random\": 5}",
                "\"writers\": [\"a\", \"a\"]",
            })
    void shouldRefuseWhatTheReaderRefuses(String member) {
        assertThat(errors(with("", member))).isNotEmpty();
        assertThat(NamespaceDocument.read(with("", member), Documents.NO_PLUGINS))
                .isInstanceOf(Reading.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"target\": {}, \"targets\": []",
                "\"target\": {\"topic\": \"x\"}",
                "\"targets\": [{}]",
                "\"wal-kafka-topics\": []",
                "\"partitions\": 0",
                "\"durable_storage\": {\"type\": \"kv\"}",
            })
    void shouldRefuseWhatTheReaderRefusesInPersistence(String member) {
        assertThat(errors(withConfig(member))).isNotEmpty();
        assertThat(NamespaceDocument.read(withConfig(member), Documents.NO_PLUGINS))
                .isInstanceOf(Reading.Invalid.class);
    }

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    /** The properties of closed objects, as paths; an open object or a list is an end. */
    private static List<String> paths(JsonNode object, String prefix) {
        List<String> paths = new ArrayList<>();
        object.path("properties").properties().forEach(property -> {
            JsonNode schema = resolved(property.getValue());
            boolean closed = schema.path("additionalProperties").isBoolean();
            paths.addAll(
                    closed ? paths(schema, prefix + property.getKey() + "/") : List.of(prefix + property.getKey()));
        });
        return paths;
    }

    private static JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : ROOT.at(reference.substring(1));
    }

    private static String text() {
        try (InputStream in = NamespaceDocument.class.getResourceAsStream("namespace.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
