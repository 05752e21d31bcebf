package io.walgateway.core.access;

import io.walgateway.core.tls.FileChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of {@code Authorization} that credentials with a token or a password have, read again when their files
 * change. Safe for any number of threads.
 */
public final class Authorizations {
    private final Map<String, FileValue<String>> values = new HashMap<>();

    private interface Reading {
        String read(Path file) throws IOException;
    }

    /**
     * Reads no file yet.
     *
     * @param credentials by name
     */
    public Authorizations(Map<String, Credentials> credentials, InstantSource clock, FileChanges changes) {
        credentials.forEach((name, each) -> {
            switch (each) {
                case Credentials.Bearer bearer ->
                    values.put(name, value(bearer.tokenFile(), Authorizations::bearer, clock, changes));
                case Credentials.Basic basic ->
                    values.put(
                            name, value(basic.passwordFile(), file -> basic(basic.username(), file), clock, changes));
                case Credentials.ClientCertificate _ -> {
                    // The certificate is part of a connection.
                }
            }
        });
    }

    /**
     * The value, which is secret; empty where the credentials have none.
     *
     * @throws AccessException while the file cannot be read
     */
    public Optional<String> of(String name) throws AccessException {
        FileValue<String> value = values.get(name);
        return value == null ? Optional.empty() : Optional.of(value.get());
    }

    private static FileValue<String> value(Path file, Reading reading, InstantSource clock, FileChanges changes) {
        return new FileValue<>(
                new FileValue.Source<>(List.of(file), () -> reading.read(file)), _ -> true, _ -> {}, clock, changes);
    }

    private static String bearer(Path file) throws IOException {
        String token = FileSecret.read(file).strip();
        if (token.isEmpty() || !token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IOException(file + " holds no token (expected: one word of printable ASCII)");
        }
        return "Bearer " + token;
    }

    private static String basic(String username, Path file) throws IOException {
        byte[] pair = (username + ":" + FileSecret.read(file)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
