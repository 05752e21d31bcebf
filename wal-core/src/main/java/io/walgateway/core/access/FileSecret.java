package io.walgateway.core.access;

import io.walgateway.core.tls.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A password or a token in a file of its own. Error messages name the file, but nothing of its contents. */
public final class FileSecret {
    private FileSecret() {}

    /** The text without the line break at its end; not empty. */
    public static String read(Path file) throws IOException {
        String text = new String(Pem.bytes(file), StandardCharsets.UTF_8);
        String secret = text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (secret.isEmpty()) {
            throw new IOException(file + " is empty (expected: a secret)");
        }
        return secret;
    }
}
