package io.walgateway.producer;

import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.units.Durations;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.proto.v1.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Reads the times of one request. A violation is added to the list, and a harmless value takes the place of the wrong
 * one.
 */
public final class LifecycleReader {
    private static final String DELAY = "lifecycle.delay";
    private static final String DELAY_RANDOM = "lifecycle.delay_random";
    private static final String DELAY_JITTER = "lifecycle.delay_jitter";
    private static final String WRITE_TIME = "lifecycle.write_time";
    private static final String TIME_TO_LIVE = "lifecycle.time_to_live";

    private final Limits limits;
    private final Delays defaults;
    private final Instant now;
    private final List<Violation> found;

    LifecycleReader(Limits limits, Delays defaults, Instant now, List<Violation> found) {
        this.limits = limits;
        this.defaults = defaults;
        this.now = now;
        this.found = found;
    }

    /**
     * Reads the times.
     *
     * @param id seeds the random part of the delay, so that a retried write gets the same delay
     */
    Message.Lifecycle read(Lifecycle lifecycle, UUID id) {
        Delays delays = delays(lifecycle);
        Instant writeTime = lifecycle.hasWriteTime() ? writeTime(lifecycle.getWriteTime()) : now;
        Optional<Instant> expiry =
                lifecycle.hasTimeToLive() ? expiry(lifecycle.getTimeToLive(), delays.longest()) : Optional.empty();
        return new Message.Lifecycle(writeTime, now, now.plus(drawn(delays, id)), expiry);
    }

    private static Duration drawn(Delays delays, UUID id) {
        return delays.longest().equals(Duration.ZERO)
                ? Duration.ZERO
                : delays.draw(new SplittableRandom(id.getMostSignificantBits() ^ id.getLeastSignificantBits()));
    }

    private Delays delays(Lifecycle lifecycle) {
        Delays delays = new Delays(
                lifecycle.hasDelay() ? delay(DELAY, lifecycle.getDelay()) : defaults.fixed(),
                lifecycle.hasDelayRandom() ? delay(DELAY_RANDOM, lifecycle.getDelayRandom()) : defaults.random(),
                lifecycle.hasDelayJitter() ? jitter(lifecycle.getDelayJitter()) : defaults.jitter());
        String path = lifecycle.hasDelayRandom() && !lifecycle.hasDelay() ? DELAY_RANDOM : DELAY;
        Duration longest = delays.longest();
        if (longest.compareTo(limits.delayMax()) > 0) {
            return wrong(path, "up to " + written(longest) + " with jitter and random part", delayMax(), Delays.NONE);
        }
        if (longest.compareTo(Duration.between(now, ProtoTimes.MAX)) > 0) {
            return wrong(path, written(longest), "a due time before the year 10000", Delays.NONE);
        }
        return delays;
    }

    private Duration delay(String path, com.google.protobuf.Duration given) {
        Optional<Duration> valid = duration(path, given);
        if (valid.isEmpty()) {
            return Duration.ZERO;
        }
        Duration delay = valid.get();
        if (delay.isNegative()) {
            return wrong(path, written(delay), ">= 0", Duration.ZERO);
        }
        return delay.compareTo(limits.delayMax()) <= 0 ? delay : wrong(path, written(delay), delayMax(), Duration.ZERO);
    }

    private double jitter(double given) {
        return given >= 0 && given <= 1 ? given : wrong(DELAY_JITTER, Double.toString(given), "0 to 1", 0.0);
    }

    private String delayMax() {
        return limits.delayMax().isZero()
                ? "none: the limits.delay-max of the namespace is 0, as it must be where its queues are FIFO queues"
                : "at most " + Durations.format(limits.delayMax()) + ", the limits.delay-max of the namespace";
    }

    private Instant writeTime(Timestamp given) {
        if (!ProtoTimes.isValid(given)) {
            String value = given.getSeconds() + " s and " + given.getNanos() + " ns";
            return wrong(WRITE_TIME, value, "a time in the years 1 to 9999 with nanos from 0 to 999999999", now);
        }
        Instant writeTime = ProtoTimes.of(given);
        return writeTime.isAfter(now.plus(Message.WRITE_TIME_AHEAD_MAX))
                ? wrong(
                        WRITE_TIME,
                        writeTime.toString(),
                        "at most " + Durations.format(Message.WRITE_TIME_AHEAD_MAX)
                                + " ahead of the server's clock, which is at " + now.truncatedTo(ChronoUnit.MILLIS),
                        now)
                : writeTime;
    }

    private Optional<Instant> expiry(com.google.protobuf.Duration given, Duration longest) {
        Optional<Duration> valid = duration(TIME_TO_LIVE, given);
        if (valid.isEmpty()) {
            return Optional.empty();
        }
        Duration life = valid.get();
        if (!life.isPositive()) {
            return wrong(TIME_TO_LIVE, written(life), "> 0", Optional.empty());
        }
        if (life.compareTo(longest) <= 0) {
            return wrong(
                    TIME_TO_LIVE,
                    written(life),
                    "longer than the longest delay it may get, " + written(longest),
                    Optional.empty());
        }
        if (life.compareTo(Duration.between(now, ProtoTimes.MAX)) > 0) {
            return wrong(TIME_TO_LIVE, written(life), "an expiry before the year 10000", Optional.empty());
        }
        return Optional.of(now.plus(life));
    }

    private Optional<Duration> duration(String path, com.google.protobuf.Duration given) {
        if (!ProtoTimes.isValid(given)) {
            String value = given.getSeconds() + " s and " + given.getNanos() + " ns";
            String expected =
                    "seconds from -315576000000 to 315576000000, nanos from -999999999 to 999999999, of one sign";
            return wrong(path, value, expected, Optional.empty());
        }
        return Optional.of(ProtoTimes.of(given));
    }

    private <T> T wrong(String path, String value, String expectation, T inItsPlace) {
        found.add(new Violation(path, value, expectation));
        return inItsPlace;
    }

    /** As people write it; in seconds and nanoseconds if that form would lose precision. */
    private static String written(Duration duration) {
        boolean exact = duration.toNanosPart() % 1_000_000 == 0;
        String sign = duration.isNegative() ? "-" : "";
        return exact ? sign + Durations.format(duration.abs()) : inSeconds(duration);
    }

    private static String inSeconds(Duration duration) {
        Duration size = duration.abs();
        String sign = duration.isNegative() ? "-" : "";
        return sign + size.toSeconds() + " s and " + (size.toSeconds() == 0 ? sign : "") + size.toNanosPart() + " ns";
    }
}
