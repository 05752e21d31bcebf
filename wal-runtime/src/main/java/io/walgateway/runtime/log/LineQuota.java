package io.walgateway.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many lines of one kind may be written: {@link #BURST} at once, and one each second. Callers and their documents cause
 * lines; without a bound they would fill the disk. A kind is a message before its arguments are put in; libraries, which
 * build messages of their own, have one for each logger and level. DEBUG and TRACE, which somebody has asked for, have no
 * bound.
 */
final class LineQuota {
    static final int BURST = 100;
    static final int KINDS_MAX = 1000;

    private static final long REFILL_MILLIS = 1000;
    private static final String OTHERS = "lines of other kinds";

    // All below is guarded by this.
    private final Map<String, Bucket> buckets = new HashMap<>();
    private boolean somethingLeftOut;

    private static final class Bucket {
        private double tokens = BURST;
        private long seenMillis;
        private long leftOut;

        private void refill(long nowMillis) {
            tokens = Math.min(BURST, tokens + Math.max(0, nowMillis - seenMillis) / (double) REFILL_MILLIS);
            seenMillis = nowMillis;
        }
    }

    /** Empty: the line is left out. Else how many of its kind were left out before it. */
    synchronized OptionalLong admit(ILoggingEvent line) {
        if (!line.getLevel().isGreaterOrEqual(Level.INFO)) {
            return OptionalLong.of(0);
        }
        Bucket bucket = bucket(kind(line), line.getTimeStamp());
        bucket.refill(line.getTimeStamp());
        if (bucket.tokens < 1) {
            bucket.leftOut++;
            somethingLeftOut = true;
            return OptionalLong.empty();
        }
        bucket.tokens--;
        long before = bucket.leftOut;
        bucket.leftOut = 0;
        return OptionalLong.of(before);
    }

    /** The kinds that were left out and have been silent since, with their numbers; each is told once. */
    synchronized Map<String, Long> silentSince(long millis) {
        if (!somethingLeftOut) {
            return Map.of();
        }
        Map<String, Long> told = new LinkedHashMap<>();
        buckets.forEach((kind, bucket) -> {
            if (bucket.leftOut > 0 && bucket.seenMillis <= millis) {
                told.put(kind, bucket.leftOut);
                bucket.leftOut = 0;
            }
        });
        somethingLeftOut = buckets.values().stream().anyMatch(bucket -> bucket.leftOut > 0);
        return told;
    }

    private Bucket bucket(String kind, long nowMillis) {
        Bucket known = buckets.get(kind);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= KINDS_MAX) {
            buckets.values().removeIf(bucket -> isIdle(bucket, nowMillis));
        }
        return buckets.computeIfAbsent(buckets.size() < KINDS_MAX ? kind : OTHERS, _ -> newBucket(nowMillis));
    }

    private static boolean isIdle(Bucket bucket, long nowMillis) {
        return bucket.leftOut == 0 && nowMillis - bucket.seenMillis > BURST * REFILL_MILLIS;
    }

    private static Bucket newBucket(long nowMillis) {
        Bucket bucket = new Bucket();
        bucket.seenMillis = nowMillis;
        return bucket;
    }

    private static String kind(ILoggingEvent line) {
        String logger = line.getLoggerName();
        return logger.startsWith("io.walgateway.")
                ? logger + ": " + Objects.requireNonNullElse(line.getMessage(), "")
                : logger + ": " + line.getLevel();
    }
}
