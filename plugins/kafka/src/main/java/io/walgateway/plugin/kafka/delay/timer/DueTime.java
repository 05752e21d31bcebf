package io.walgateway.plugin.kafka.delay.timer;

import java.time.Instant;

/** Due times as microseconds since 1970, rounded up so that no entry comes early, 0 at least. */
final class DueTime {
    private static final long MICROS = 1_000_000;

    private DueTime() {}

    static long micros(Instant due) {
        long seconds = Math.clamp(due.getEpochSecond(), 0, Long.MAX_VALUE / MICROS - 1);
        return due.getEpochSecond() < 0 ? 0 : seconds * MICROS + (due.getNano() + 999) / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    }

    /** The latest due time that is not after this moment. */
    static long passed(Instant now) {
        long seconds = Math.clamp(now.getEpochSecond(), 0, Long.MAX_VALUE / MICROS - 1);
        return now.getEpochSecond() < 0 ? -1 : seconds * MICROS + now.getNano() / 1_000;
    }
}
