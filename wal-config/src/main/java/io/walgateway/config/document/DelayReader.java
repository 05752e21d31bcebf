package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads the {@code delay} keys of a document. */
final class DelayReader {
    static final List<String> PATHS = List.of("delay/default", "delay/random", "delay/jitter");

    private DelayReader() {}

    /**
     * The delays; the longest is within the limits.
     *
     * @param whyDelayMax continues the message about {@code limits.delay-max}, if there is more to say
     */
    static Delays read(GivenObject object, Limits limits, String whyDelayMax) {
        Values values = new Values(object);
        Delays delays = new Delays(
                values.duration("delay/default", Duration.ZERO, Limits.DELAY_LIMIT)
                        .orElse(Duration.ZERO),
                values.duration("delay/random", Duration.ZERO, Limits.DELAY_LIMIT)
                        .orElse(Duration.ZERO),
                values.number("delay/jitter", 0, 1).orElse(0.0));
        if (delays.longest().compareTo(limits.delayMax()) <= 0) {
            return delays;
        }
        Stream.of("delay/default", "delay/random")
                .flatMap(path -> object.get(path).stream())
                .findFirst()
                .ifPresent(given -> object.problems().add(given, expectation(delays, limits) + whyDelayMax));
        return Delays.NONE;
    }

    private static String expectation(Delays delays, Limits limits) {
        return "delay.default with its jitter and delay.random together, here up to "
                + Durations.format(delays.longest()) + ", at most limits.delay-max, which is "
                + Durations.format(limits.delayMax());
    }
}
