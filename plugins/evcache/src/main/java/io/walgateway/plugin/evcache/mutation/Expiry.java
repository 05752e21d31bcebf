package io.walgateway.plugin.evcache.mutation;

import com.google.protobuf.Timestamp;
import io.walgateway.proto.v1.CacheMutation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an entry expires.
 *
 * @param at empty: never
 */
public record Expiry(Optional<Instant> at) {
    /** memcached reads times as 32-bit numbers with a sign. */
    static final Instant LATEST = Instant.ofEpochSecond(Integer.MAX_VALUE);

    static final Expiry NEVER = new Expiry(Optional.empty());
    /** memcached reads larger numbers as seconds since 1970. */
    private static final Duration RELATIVE_MAX = Duration.ofDays(30);

    private static final int NANOS_MAX = 999_999_999;

    /** The expiry of a mutation; seconds count from the write time, so time in the queue counts. */
    static Expiry of(CacheMutation mutation, Instant writeTime) throws UnfitMutationException {
        return switch (mutation.getExpiryCase()) {
            case TTL_SECONDS -> after(mutation.getTtlSeconds(), writeTime);
            case EXPIRE_TIME -> at(mutation.getExpireTime());
            case EXPIRY_NOT_SET -> NEVER;
        };
    }

    /** True if the entry has expired. */
    public boolean isPast(Instant now) {
        return at.isPresent() && !at.get().isAfter(now);
    }

    /**
     * The number that memcached takes: 0 for never, else seconds from now, at least 1, or seconds since 1970. Seconds
     * from now do not depend on the clock of the node, so they are used as long as memcached reads them as such.
     */
    public long exptime(Instant now) {
        if (at.isEmpty()) {
            return 0;
        }
        Duration left = Duration.between(now, at.get());
        return left.compareTo(RELATIVE_MAX) <= 0
                ? Math.max(1, left.plusNanos(NANOS_MAX).toSeconds())
                : at.get().getEpochSecond();
    }

    private static Expiry after(long seconds, Instant writeTime) throws UnfitMutationException {
        if (seconds < 0) {
            throw new UnfitMutationException("ttl_seconds", "negative", ">= 0; 0 is for ever");
        }
        if (seconds == 0) {
            return NEVER;
        }
        if (seconds > LATEST.getEpochSecond() || writeTime.plusSeconds(seconds).isAfter(LATEST)) {
            throw new UnfitMutationException(
                    "ttl_seconds", Long.toString(seconds), "an expiry until " + LATEST + ", or 0 for none");
        }
        return new Expiry(Optional.of(writeTime.plusSeconds(seconds)));
    }

    private static Expiry at(Timestamp time) throws UnfitMutationException {
        if (time.getNanos() < 0 || time.getNanos() > NANOS_MAX) {
            throw new UnfitMutationException("expire_time", "malformed", "nanos from 0 to " + NANOS_MAX);
        }
        if (time.getSeconds() >= LATEST.getEpochSecond()) {
            throw new UnfitMutationException("expire_time", "too late", "a time until " + LATEST + ", or none");
        }
        return new Expiry(Optional.of(Instant.ofEpochSecond(Math.max(0, time.getSeconds()), time.getNanos())));
    }
}
