package io.walgateway.it.chaos.load;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.MarkerAnswered;
import io.walgateway.it.history.HistoryEvent.MarkerSent;
import io.walgateway.it.history.HistoryEvent.PartSent;
import io.walgateway.it.history.HistoryWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Writes mutation sets, those of a key one after another. Parts come in any order, alone or at once, some of them twice;
 * some sets never get all parts, or no marker; some markers are repeated after they were answered.
 */
public final class SetWriter implements AutoCloseable {
    private static final int KEYS = 10;
    private static final int PARTS_MAX = 6;
    private static final int ONE_IN_LACKS_A_PART = 12;
    private static final int ONE_IN_LACKS_A_MARKER = 12;
    private static final int ONE_PART_IN_TWICE = 5;
    private static final int ONE_MARKER_IN_TWICE = 4;
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    private final String name;
    private final Duration pause;
    private final SetTries calls;
    private final HistoryWriter history;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final List<Thread> keys = new ArrayList<>();

    /**
     * Creates a writer that has not begun.
     *
     * @param name the prefix of its keys, so it must be unique
     * @param rate sets a second, at most
     */
    public SetWriter(
            String name,
            double rate,
            Caller caller,
            HistoryWriter history,
            Tally tally,
            InstantSource clock,
            Random random) {
        this.name = name;
        this.pause = Duration.ofMillis(Math.round(1000 * KEYS / rate));
        this.calls = new SetTries(caller, tally, () -> ending.getCount() == 0);
        this.history = history;
        this.clock = clock;
        for (int key = 0; key < KEYS; key++) {
            String called = name + "-" + key;
            Random ownRandom = new Random(random.nextLong());
            keys.add(Thread.ofVirtual().name(called).unstarted(() -> run(called, ownRandom)));
        }
    }

    public void start() {
        keys.forEach(Thread::start);
    }

    /** Stops writing, and returns when everything is answered. */
    @Override
    public void close() {
        ending.countDown();
        for (Thread key : keys) {
            try {
                if (!key.join(ENDS_WITHIN)) {
                    throw new IllegalStateException(
                            "Expected the sets of " + name + " to have ended, but some have not");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run(String key, Random random) {
        try {
            for (long number = 1;
                    !ending.await(random.nextLong(pause.toMillis() * 2), TimeUnit.MILLISECONDS);
                    number++) {
                write(new OneSet(key, number, 1 + random.nextInt(PARTS_MAX)), random);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(OneSet set, Random random) throws InterruptedException {
        List<Integer> sequences =
                new ArrayList<>(IntStream.range(0, set.parts()).boxed().toList());
        Collections.shuffle(sequences, random);
        if (random.nextInt(ONE_IN_LACKS_A_PART) == 0) {
            sequences.removeFirst();
        }
        if (!(random.nextBoolean() ? allAtOnce(set, sequences) : oneByOne(set, sequences, random))
                || random.nextInt(ONE_IN_LACKS_A_MARKER) == 0) {
            return;
        }
        history.record(new MarkerSent(set.id(), set.key(), set.number(), set.parts(), clock.instant()));
        Answer answer = answered(set, calls.repeated(set.marker()));
        if (answer == Answer.TRUE && random.nextInt(ONE_MARKER_IN_TWICE) == 0) {
            answered(set, calls.repeated(set.marker()));
        }
    }

    private Answer answered(OneSet set, SetTries.Outcome outcome) {
        history.record(new MarkerAnswered(set.id(), outcome.answer(), outcome.detail(), clock.instant()));
        return outcome.answer();
    }

    /** True if all are durable. */
    private boolean oneByOne(OneSet set, List<Integer> sequences, Random random) throws InterruptedException {
        for (int sequence : sequences) {
            history.record(new PartSent(set.id(), sequence, clock.instant()));
            if (calls.repeated(set.part(sequence)).answer() != Answer.TRUE) {
                return false;
            }
            if (random.nextInt(ONE_PART_IN_TWICE) == 0) {
                calls.repeated(set.part(sequence));
            }
        }
        return true;
    }

    private boolean allAtOnce(OneSet set, List<Integer> sequences) throws InterruptedException {
        sequences.forEach(sequence -> history.record(new PartSent(set.id(), sequence, clock.instant())));
        List<SetTries.Outcome> outcomes =
                calls.repeated(sequences.stream().map(set::part).toList());
        return outcomes.stream().allMatch(outcome -> outcome.answer() == Answer.TRUE);
    }
}
