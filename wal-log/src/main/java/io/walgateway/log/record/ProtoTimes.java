package io.walgateway.log.record;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Converts times between protobuf and {@code java.time}. Values from outside must be checked for validity first. */
public final class ProtoTimes {
    /** The last instant that a {@code Timestamp} can represent: the end of the year 9999. */
    public static final Instant MAX = Instant.ofEpochSecond(253_402_300_799L, 999_999_999);

    private static final long TIMESTAMP_SECONDS_MIN = -62_135_596_800L;
    private static final long DURATION_SECONDS_MAX = 315_576_000_000L;
    private static final int NANOS_MAX = 999_999_999;

    private ProtoTimes() {}

    /** True if the time is within protobuf's bounds; check it before converting. */
    public static boolean isValid(Timestamp time) {
        return time.getSeconds() >= TIMESTAMP_SECONDS_MIN
                && time.getSeconds() <= MAX.getEpochSecond()
                && time.getNanos() >= 0
                && time.getNanos() <= NANOS_MAX;
    }

    /** As above: at most 10,000 years, and both parts of the same sign. */
    public static boolean isValid(com.google.protobuf.Duration duration) {
        return Math.abs(duration.getSeconds()) <= DURATION_SECONDS_MAX
                && duration.getSeconds() != Long.MIN_VALUE
                && Math.abs((long) duration.getNanos()) <= NANOS_MAX
                && Long.signum(duration.getSeconds()) * Integer.signum(duration.getNanos()) >= 0;
    }

    /** Converts a valid time. */
    public static Instant of(Timestamp valid) {
        return Instant.ofEpochSecond(valid.getSeconds(), valid.getNanos());
    }

    /** Converts a valid duration. */
    public static Duration of(com.google.protobuf.Duration valid) {
        return Duration.ofSeconds(valid.getSeconds(), valid.getNanos());
    }

    /** Converts a time of at most {@link #MAX}. */
    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
