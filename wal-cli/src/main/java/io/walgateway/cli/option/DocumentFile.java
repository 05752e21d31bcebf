package io.walgateway.cli.option;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A namespace document in a file, in JSON or YAML, as the control plane accepts it. */
public final class DocumentFile {

    private DocumentFile() {}

    /**
     * Reads the file; {@code -} is standard input. JSON is passed on unchanged, so that problems refer to positions in
     * it.
     */
    public static String read(String file) {
        try {
            byte[] content = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.isBlank()) {
                throw CliException.misused(file + ": empty (expected: a namespace document)");
            }
            return isYaml(file, text) ? NamespaceDocument.jsonOfYaml(content) : text;
        } catch (CharacterCodingException e) {
            throw CliException.misused(file + " is not UTF-8");
        } catch (IOException e) {
            throw CliException.misused(file + " cannot be read: " + Reasons.of(e));
        } catch (IllegalArgumentException e) {
            throw CliException.misused(file + " is not YAML as documents have it: " + e.getMessage());
        }
    }

    /** Decides by the file's name; if that does not tell, JSON is recognised by its leading brace. */
    private static boolean isYaml(String file, String text) {
        if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            return true;
        }
        return !file.endsWith(".json") && !text.stripLeading().startsWith("{");
    }
}
