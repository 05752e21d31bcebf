package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;

import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import java.time.InstantSource;
import java.util.List;

/** Throughput of 9,999 keys, with and without one more key that always fails. */
final class PoisonedKey {
    private static final String TOPIC = "poison";
    private static final double RECORDS_PER_SECOND_MAX = 60_000;
    private static final Subject POISONED =
            new Subject("end-to-end", "5 ms, ordering key, 10,000 keys", "one key fails");
    private static final Subject SOUND = POISONED.beside("none fails");
    private static final String SOUND_TARGET = "\"type\": \"delay\", \"millis\": 5";
    /** The key never becomes a dead letter, so it fails for the whole measurement. */
    private static final String POISONED_TARGET =
            SOUND_TARGET + ", \"poison\": \"key-4711\", \"retry\": {\"max-attempts\": 1000000}";

    private final Session session;
    private final InstantSource clock;

    PoisonedKey(Session session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
    }

    void measure() {
        session.results().expect(new Goal.Relative(POISONED, SOUND, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.99));
        long records = (long) (RECORDS_PER_SECOND_MAX * session.pace().total());
        new Preload(session, clock).fill(TOPIC, records);
        DeliveryContestants contestants = new DeliveryContestants(session.bench(), TOPIC);
        Consumption consumption = new Consumption(session.bench(), session.pace(), records);
        for (int round = 1; round <= session.pace().rounds(); round++) {
            String name = TOPIC + "-" + round;
            session.measure(
                    round,
                    SOUND,
                    () -> consumption.measure(
                            trail -> contestants.gateway(name + "-sound", "key", SOUND_TARGET, trail)));
            session.measure(
                    round,
                    POISONED,
                    () -> consumption.measure(
                            trail -> contestants.gateway(name + "-poisoned", "key", POISONED_TARGET, trail)));
        }
        session.bench().topics().delete(List.of(TOPIC, TOPIC + Documents.DEAD_LETTERS));
    }
}
