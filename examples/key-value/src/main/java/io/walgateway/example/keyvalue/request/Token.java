package io.walgateway.example.keyvalue.request;

import com.google.protobuf.Timestamp;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The identity of a change.
 *
 * @param micros when it was generated, in microseconds since 1970: the timestamp of all that it writes
 * @param text   1 to 64 printable ASCII characters
 */
public record Token(long micros, String text) {
    private static final int TEXT_CHARS_MAX = 64;
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int NANOS_MAX = 999_999_999;
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final String FIELD = "idempotency_token";

    /** The token of a request; refused if it is absent or malformed. */
    static Token of(boolean given, IdempotencyToken token) {
        if (!given) {
            throw Refusals.invalid(FIELD, "absent", "generation_time and token");
        }
        String text = token.getToken();
        if (text.isEmpty() || text.length() > TEXT_CHARS_MAX || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw Refusals.invalid(FIELD + ".token", text, "1 to " + TEXT_CHARS_MAX + " printable ASCII characters");
        }
        Timestamp time = token.getGenerationTime();
        if (time.getSeconds() < 1
                || time.getSeconds() > SECONDS_MAX
                || time.getNanos() < 0
                || time.getNanos() > NANOS_MAX) {
            throw Refusals.invalid(
                    FIELD + ".generation_time",
                    time.getSeconds() + " s and " + time.getNanos() + " ns since 1970",
                    "a time after 1970");
        }
        return new Token(
                Math.multiplyExact(time.getSeconds(), MICROS_PER_SECOND) + time.getNanos() / NANOS_PER_MICRO, text);
    }

    /** The same change, later by some microseconds: the way of a set to keep the sequence of its mutations. */
    public Token later(int moreMicros) {
        return new Token(micros + moreMicros, text);
    }

    public Instant time() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** As requests have it. */
    public IdempotencyToken proto() {
        return IdempotencyToken.newBuilder()
                .setGenerationTime(timestamp(micros))
                .setToken(text)
                .build();
    }

    /** A time in microseconds since 1970 as messages have it. */
    public static Timestamp timestamp(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(micros, MICROS_PER_SECOND))
                .setNanos(Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO)
                .build();
    }

    /** Names the chunks of a value that the change stages. */
    public String version() {
        return micros + "-" + text;
    }
}
