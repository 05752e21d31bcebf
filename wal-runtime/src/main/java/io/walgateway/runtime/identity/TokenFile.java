package io.walgateway.runtime.identity;

import io.walgateway.core.access.AccessException;
import io.walgateway.core.access.FileValue;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.tls.FileChanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of static tokens, read again when it has changed; a changed file that is not valid changes nothing. */
final class TokenFile {
    static final int LINES_MAX = 10_000;
    private static final int BYTES_MAX = 2 << 20;
    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);

    private final FileValue<Map<String, TokenLine>> value;
    private volatile Map<String, TokenLine> lines;

    private TokenFile(FileValue<Map<String, TokenLine>> value, Map<String, TokenLine> lines) {
        this.value = value;
        this.lines = lines;
    }

    /** @throws IOException when it cannot be read or is not valid, with the file in its message */
    static TokenFile open(Path file, InstantSource clock) throws IOException {
        FileValue<Map<String, TokenLine>> value = new FileValue<>(
                new FileValue.Source<>(List.of(file), () -> read(file)),
                _ -> true,
                _ -> {},
                clock,
                FileChanges.logged(log::info, log::warn));
        try {
            return new TokenFile(value, value.get());
        } catch (AccessException e) {
            throw new IOException("identity.tokens-file: " + e.getMessage(), e);
        }
    }

    /** By name. */
    Map<String, TokenLine> lines() {
        return lines;
    }

    /** Looks whether the file has changed; reads it on this thread. */
    void look() {
        try {
            lines = value.get();
        } catch (AccessException e) {
            log.warn("Expected to read static tokens again, but {}; the previous ones stay", e.getMessage());
        }
    }

    private static Map<String, TokenLine> read(Path file) throws IOException {
        List<String> text = text(file).lines().toList();
        Map<String, TokenLine> lines = new HashMap<>();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + ", line " + number;
            // The line itself is not shown: somebody may have put a token there.
            TokenLine read = TokenLine.parse(line)
                    .orElseThrow(() -> new IOException(where + " (expected: " + TokenLine.EXPECTED + ")"));
            if (lines.put(read.name(), read) != null) {
                throw new IOException(where + ": " + read.name() + " twice (expected: each name once)");
            }
        }
        if (lines.size() > LINES_MAX) {
            throw new IOException(file + ": " + lines.size() + " tokens (expected: at most " + LINES_MAX + ")");
        }
        return Map.copyOf(lines);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException(file + " is too large (expected: at most " + BYTES_MAX + " bytes)");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
