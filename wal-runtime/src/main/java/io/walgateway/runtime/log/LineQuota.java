package io.walgateway.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Limits the lines of one kind: {@link #BURST} at once, and one each second. Callers and their documents cause log
 * lines, which would fill the disk without a bound. A kind is a message before its arguments are filled in. Libraries,
 * which build their own messages, have one kind for each logger and level. DEBUG and TRACE have no bound, since someone
 * asked for them.
 */
final class LineQuota {
    static final int BURST = 100;
    static final int KINDS_MAX = 1000;

    private static final long REFILL_MILLIS = 1000;
    private static final String OTHERS = "lines of other kinds";

    // Everything below is guarded by this.
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

    /** Empty if the line is left out, otherwise the number of lines of its kind left out before it. */
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

    /** The kinds with lines left out that have been silent since, with their numbers; each is reported once. */
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
