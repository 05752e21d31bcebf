package io.walgateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A namespace document in a file, JSON or YAML, as the control plane takes it. */
final class DocumentFile {

    private DocumentFile() {}

    /** {@code -} is what comes in. JSON goes as it is, so that problems name places in it. */
    static String read(String file) {
        try {
            String text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            if (text.isBlank()) {
                throw CliException.misused(file + ": empty (expected: a namespace document)");
            }
            return file.endsWith(".yaml") || file.endsWith(".yml")
                    ? JsonMapper.shared().writeValueAsString(new YAMLMapper().readTree(text))
                    : text;
        } catch (IOException e) {
            throw CliException.misused(file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw CliException.misused(file + " is not YAML: " + e.getOriginalMessage());
        }
    }
}
