package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.it.sim.Dice.Roll;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores what a reader has settled: the counterpart of the Kafka plugin's CommitCycle. */
final class Commits {
    private static final long INTERVAL = 100 * MILLI;
    private static final long AFTER_FAILURE = 500 * MILLI;
    private static final long PATIENCE = 5 * SECOND;

    private final World world;
    private final ConsumerProcess process;
    private boolean hurried;
    private boolean underWay;
    private boolean backingOff;
    private long last = -INTERVAL;
    /** Commits of one process arrive in order. */
    private long lastArrival;

    private long sent;

    Commits(World world, ConsumerProcess process) {
        this.world = world;
        this.process = process;
    }

    /** Requests the next commit at once. True: this is the first request since the last commit. */
    boolean hurry() {
        boolean first = !hurried;
        hurried = true;
        return first;
    }

    void run(Collection<HeldSlice> slices) {
        if (underWay || !isTime()) {
            return;
        }
        hurried = false;
        last = world.schedule.now();
        backingOff = false;
        List<HeldSlice.Snapshot> snapshots = snapshots(slices);
        if (snapshots.isEmpty()) {
            return;
        }
        underWay = true;
        send(snapshots, stored -> {
            underWay = false;
            finish(snapshots, stored);
            if (hurried && stored) {
                process.reader.wake();
            }
        });
    }

    /** @param then called with true if everything settled in these slices is stored */
    void runNow(Collection<HeldSlice> slices, Consumer<Boolean> then) {
        List<HeldSlice.Snapshot> snapshots = snapshots(slices);
        if (snapshots.isEmpty()) {
            then.accept(true);
            return;
        }
        send(snapshots, stored -> {
            finish(snapshots, stored);
            then.accept(stored);
        });
    }

    private boolean isTime() {
        long passed = world.schedule.now() - last;
        return backingOff ? passed >= AFTER_FAILURE : hurried || passed >= INTERVAL;
    }

    /** The request and its answer travel separately; either may get lost, and the sender may die meanwhile. */
    private void send(List<HeldSlice.Snapshot> snapshots, Consumer<Boolean> answers) {
        long number = sent++;
        boolean troubled = world.weather.is(Fault.Kind.COMMITS_FAIL);
        boolean arrives = process.reachesGroup() && !(troubled && rolls(0.4, Roll.COMMIT_APPLIES, number));
        boolean isAnswered = arrives && !(troubled && rolls(0.3, Roll.COMMIT_ANSWER, number));
        long latency = latency(Roll.COMMIT, number, troubled);
        boolean[] stored = {arrives};
        if (arrives) {
            lastArrival = Math.max(lastArrival + 1, world.schedule.now() + latency);
            world.schedule.at(lastArrival, () -> stored[0] = apply(snapshots, number));
        }
        long answered = isAnswered
                ? lastArrival - world.schedule.now() + latency(Roll.COMMIT_ANSWER, number, troubled)
                : PATIENCE;
        process.later(answered, () -> answers.accept(isAnswered && stored[0]));
    }

    private boolean apply(List<HeldSlice.Snapshot> snapshots, long number) {
        if (!process.isAlive() && rolls(0.5, Roll.COMMIT_APPLIES, -number)) {
            return false;
        }
        boolean all = true;
        for (HeldSlice.Snapshot snapshot : snapshots) {
            all &= world.group.commit(snapshot.of().tenure, snapshot.stored());
        }
        return all;
    }

    private long latency(Roll roll, long number, boolean troubled) {
        return world.dice.between(MILLI / 5, troubled ? 800 * MILLI : 8 * MILLI, roll, process.number, number);
    }

    private boolean rolls(double probability, Roll roll, long number) {
        return world.dice.chance(probability, roll, process.number, number);
    }

    private static List<HeldSlice.Snapshot> snapshots(Collection<HeldSlice> slices) {
        return slices.stream()
                .map(HeldSlice::unstored)
                .flatMap(Optional::stream)
                .toList();
    }

    private void finish(List<HeldSlice.Snapshot> snapshots, boolean stored) {
        if (stored) {
            snapshots.forEach(snapshot -> snapshot.of().stored(snapshot.version()));
        } else {
            backingOff = true;
        }
    }
}
