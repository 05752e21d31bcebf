package io.walgateway.plugin.opensearch.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A secret in a file, read again after a second, so that a changed one is used soon. Error messages name the file, and
 * show nothing of its contents. Safe for any number of threads.
 */
final class SecretFile {
    static final int BYTES_MAX = 64 * 1024;
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Path file;
    private final InstantSource clock;
    private @Nullable String secret;
    private Instant readAt = Instant.MIN;

    SecretFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The text without the line break at its end. */
    synchronized String get() throws IOException {
        Instant now = clock.instant();
        String known = secret;
        if (known != null && now.isBefore(readAt.plus(KEPT)) && !now.isBefore(readAt)) {
            return known;
        }
        String text = read();
        secret = text;
        readAt = now;
        return text;
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
            boolean isOneLine = text.chars().noneMatch(character -> character == '\n' || character == '\r');
            if (bytes.length > BYTES_MAX || text.isEmpty() || !isOneLine) {
                throw new IOException(file + " holds no secret (expected: one line, at most " + BYTES_MAX + " bytes)");
            }
            return text;
        }
    }
}
