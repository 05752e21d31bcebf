package io.walgateway.cli.kv;

import com.google.protobuf.Timestamp;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The token of a change. */
final class TokenOption {

    @Option(
            names = "--token",
            paramLabel = "TIME/TEXT",
            description = "Repeat the change that had this token (default: a new one), such as"
                    + " 2026-01-31T12:00:00.123456Z/a1.")
    private @Nullable String token;

    IdempotencyToken token(InstantSource clock) {
        if (token == null) {
            return of(
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    UUID.randomUUID().toString());
        }
        String[] parts = token.split("/", 2);
        try {
            if (parts.length == 2) {
                return of(Instant.parse(parts[0]), parts[1]);
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw CliException.misused(
                "--token: %s (expected: TIME/TEXT, such as 2026-01-31T12:00:00.123456Z/a1)".formatted(token));
    }

    /** As the option takes it. */
    static String text(IdempotencyToken token) {
        Timestamp time = token.getGenerationTime();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()) + "/" + token.getToken();
    }

    private static IdempotencyToken of(Instant time, String text) {
        return IdempotencyToken.newBuilder()
                .setGenerationTime(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setToken(text)
                .build();
    }
}
