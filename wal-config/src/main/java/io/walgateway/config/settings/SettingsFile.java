package io.walgateway.config.settings;

import io.walgateway.core.plugin.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Flattens a YAML file. Scalars are kept as written, so {@code 1.10} stays {@code 1.10}. */
final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Map<String, String> values = new TreeMap<>();
    private final List<Violation> problems = new ArrayList<>();

    private SettingsFile() {}

    static Map<String, String> read(Path path) {
        SettingsFile file = new SettingsFile();
        try (JsonParser parser = YAML.createParser(Files.readString(path, StandardCharsets.UTF_8))) {
            file.readRoot(parser, path);
        } catch (NoSuchFileException e) {
            throw refused(path, "no such file", "a YAML file that can be read");
        } catch (IOException e) {
            throw refused(path, String.valueOf(e.getMessage()), "a YAML file that can be read");
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw refused(path, e.getOriginalMessage() + where, "YAML");
        }
        if (!file.problems.isEmpty()) {
            throw new InvalidSettingsException(file.problems);
        }
        return file.values;
    }

    private void readRoot(JsonParser parser, Path path) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            readObject(parser, "");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw refused(path, "no keys", "keys and values");
        }
    }

    private void readObject(JsonParser parser, String prefix) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            parser.nextToken();
            readValue(parser, key);
        }
    }

    private void readValue(JsonParser parser, String key) {
        switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, key + ".");
            case START_ARRAY -> readList(parser, key);
            case VALUE_NULL -> {
                // A key whose values are all commented out.
            }
            case null, default -> put(key, scalar(parser, key));
        }
    }

    private void readList(JsonParser parser, String key) {
        StringJoiner elements = new StringJoiner(",");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                problems.add(new Violation(key, "a list of more than texts", "a list of texts"));
                parser.skipChildren();
            } else {
                elements.add(scalar(parser, key));
            }
        }
        put(key, elements.toString());
    }

    private String scalar(JsonParser parser, String key) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.add(new Violation(key, "*" + parser.getString(), "no alias"));
        }
        return parser.getString();
    }

    private void put(String key, String value) {
        if (values.putIfAbsent(key, value) != null) {
            problems.add(new Violation(key, "given twice", "one value, nested or with a dotted key"));
        }
    }

    private static InvalidSettingsException refused(Path path, String value, String expectation) {
        return new InvalidSettingsException(List.of(new Violation(path.toString(), value, expectation)));
    }
}
