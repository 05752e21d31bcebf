package io.walgateway.producer;

import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.plugin.Violation;
import io.walgateway.proto.v1.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the times of one request; what is wrong with them goes to the list, and something harmless takes their place. */
final class LifecycleReader {
    private static final String DELAY = "lifecycle.delay";
    private static final String WRITE_TIME = "lifecycle.write_time";
    private static final String TIME_TO_LIVE = "lifecycle.time_to_live";

    private final Limits limits;
    private final Instant now;
    private final List<Violation> found;

    LifecycleReader(Limits limits, Instant now, List<Violation> found) {
        this.limits = limits;
        this.now = now;
        this.found = found;
    }

    Message.Lifecycle read(Lifecycle lifecycle) {
        Duration delay = lifecycle.hasDelay() ? delay(lifecycle.getDelay()) : Duration.ZERO;
        Instant writeTime = lifecycle.hasWriteTime() ? writeTime(lifecycle.getWriteTime()) : now;
        Optional<Instant> expiry =
                lifecycle.hasTimeToLive() ? expiry(lifecycle.getTimeToLive(), delay) : Optional.empty();
        return new Message.Lifecycle(writeTime, now, now.plus(delay), expiry);
    }

    private Duration delay(com.google.protobuf.Duration given) {
        Optional<Duration> valid = duration(DELAY, given);
        if (valid.isEmpty()) {
            return Duration.ZERO;
        }
        Duration delay = valid.get();
        if (delay.isNegative()) {
            return wrong(DELAY, delay.toString(), ">= 0", Duration.ZERO);
        }
        if (delay.compareTo(limits.delayMax()) > 0) {
            String max = "at most " + limits.delayMax() + ", the limits.delay-max of the namespace";
            return wrong(DELAY, delay.toString(), max, Duration.ZERO);
        }
        if (delay.compareTo(Duration.between(now, ProtoTimes.MAX)) > 0) {
            return wrong(DELAY, delay.toString(), "a due time before the year 10000", Duration.ZERO);
        }
        return delay;
    }

    private Instant writeTime(Timestamp given) {
        if (!ProtoTimes.isValid(given)) {
            String value = given.getSeconds() + " s and " + given.getNanos() + " ns";
            return wrong(WRITE_TIME, value, "a time in the years 1 to 9999 with nanos from 0 to 999999999", now);
        }
        return ProtoTimes.of(given);
    }

    private Optional<Instant> expiry(com.google.protobuf.Duration given, Duration delay) {
        Optional<Duration> valid = duration(TIME_TO_LIVE, given);
        if (valid.isEmpty()) {
            return Optional.empty();
        }
        Duration life = valid.get();
        if (!life.isPositive()) {
            return wrong(TIME_TO_LIVE, life.toString(), "> 0", Optional.empty());
        }
        if (life.compareTo(delay) <= 0) {
            return wrong(TIME_TO_LIVE, life.toString(), "longer than lifecycle.delay, " + delay, Optional.empty());
        }
        if (life.compareTo(Duration.between(now, ProtoTimes.MAX)) > 0) {
            return wrong(TIME_TO_LIVE, life.toString(), "an expiry before the year 10000", Optional.empty());
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
}
