package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.access.FileSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The secret of an access key. It is in no text that is shown. */
public sealed interface SecretKey {

    /**
     * The secret of the moment.
     *
     * @throws UncheckedIOException when its file cannot be read
     */
    String text();

    /** One that the settings contain. */
    record Inline(String text) implements SecretKey {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** One in a file, read for each request. */
    record InFile(Path file) implements SecretKey {
        @Override
        public String text() {
            try {
                return FileSecret.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
