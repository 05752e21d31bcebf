package io.walgateway.cli.option;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The bearer token by which a command proves who runs it. It is in a file: a token in an option is seen by others. */
public final class TokenOptions {
    private static final String VARIABLE = "WAL_TOKEN_FILE";
    private static final int BYTES_MAX = 64 << 10;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the bearer token that proves who you are (default: what " + VARIABLE + " names).")
    private @Nullable Path file;

    /**
     * The value of an {@code authorization} field; empty: no token is named.
     *
     * @throws CliException if the file has no token
     */
    public Optional<String> authorization() {
        return named().map(path -> "Bearer " + token(path));
    }

    /** Adds the token to calls, if there is one. */
    public ClientInterceptor interceptor() {
        Metadata headers = new Metadata();
        authorization().ifPresent(value -> headers.put(AUTHORIZATION, value));
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    private Optional<Path> named() {
        if (file != null) {
            return Optional.of(file);
        }
        String variable = System.getenv(VARIABLE);
        try {
            return variable == null || variable.isBlank() ? Optional.empty() : Optional.of(Path.of(variable));
        } catch (InvalidPathException e) {
            throw CliException.misused(VARIABLE + ": " + variable + " (expected: a file)");
        }
    }

    private static String token(Path path) {
        String text = read(path).strip();
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            // The text itself is not shown: it may be a secret.
            throw CliException.misused("--token-file: " + path + " (expected: a file with one token)");
        }
        return text;
    }

    private static String read(Path path) {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw CliException.misused("--token-file: " + path + " is too large (expected: one token)");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CliException.misused("--token-file: " + path + " cannot be read (expected: a file with one token)");
        }
    }
}
