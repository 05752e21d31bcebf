package io.walgateway.plugin.opensearch.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header that authenticates requests. */
final class Authorization {
    private final Credentials credentials;
    private final @Nullable SecretFile secret;

    Authorization(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.secret = switch (credentials) {
            case Credentials.None _ -> null;
            case Credentials.Basic basic -> new SecretFile(basic.passwordFile(), clock);
            case Credentials.ApiKey apiKey -> new SecretFile(apiKey.keyFile(), clock);
            case Credentials.Bearer bearer -> new SecretFile(bearer.tokenFile(), clock);
        };
    }

    /**
     * The header's value; empty: there are no credentials.
     *
     * @throws IOException while the file cannot be read
     */
    Optional<String> header() throws IOException {
        SecretFile file = secret;
        if (file == null) {
            return Optional.empty();
        }
        return switch (credentials) {
            case Credentials.None _ -> Optional.empty();
            case Credentials.Basic basic -> Optional.of("Basic " + encoded(basic.username() + ":" + file.get()));
            case Credentials.ApiKey _ -> Optional.of("ApiKey " + token(file));
            case Credentials.Bearer _ -> Optional.of("Bearer " + token(file));
        };
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(SecretFile file) throws IOException {
        String token = file.get().strip();
        if (!token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IOException("the file holds no token (expected: one word of printable ASCII)");
        }
        return token;
    }
}
