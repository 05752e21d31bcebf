package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.it.sim.Dice.Roll;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The thread that polls, as a chain of steps that may be interrupted anywhere: the counterpart of the Kafka plugin's
 * KafkaQueueReader and Holdings.
 */
final class Reader {
    private final World world;
    private final ConsumerProcess process;
    private final Commits commits;
    private final Releases releases;
    private final Polled polled;
    private final TreeMap<Integer, HeldSlice> held = new TreeMap<>();
    /** Assigned slices whose starting position is not known yet. */
    private final TreeMap<Integer, Tenure> newcomers = new TreeMap<>();

    private boolean paused;
    private boolean stopping;
    private boolean waiting;
    private long polls;

    Reader(World world, ConsumerProcess process, Releases releases) {
        this.world = world;
        this.process = process;
        this.releases = releases;
        this.commits = new Commits(world, process);
        this.polled = new Polled(process, this);
    }

    /** One round: look up positions, commit, wait for entries, and pass them on. */
    void run() {
        if (stopping) {
            close();
        } else {
            settleIn(this::poll);
        }
    }

    /** The core has received a poll. */
    void taken() {
        polled.taken();
    }

    void acknowledge(Lease lease) {
        find(lease.slice()).ifPresent(slice -> slice.acknowledge(lease.position()));
    }

    void recordAttempts(Lease lease, int attempts, HeldSlice.Completion stored) {
        Optional<HeldSlice> slice = find(lease.slice());
        if (slice.isEmpty()) {
            stored.complete(false);
            return;
        }
        slice.get().recordAttempts(lease.position(), attempts, stored);
        if (commits.hurry()) {
            wake();
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        wake();
    }

    /** Gives everything up in order, and then calls {@link ConsumerProcess#closed}. */
    void stop() {
        stopping = true;
        polled.stop();
        wake();
    }

    /** Ends the wait of a poll. */
    void wake() {
        if (waiting) {
            endPollAfter(MILLI / 5, paused);
        }
    }

    private void poll() {
        boolean pausedNow = paused;
        commits.run(held.values());
        waiting = true;
        boolean idle = pausedNow || !hasMore();
        endPollAfter(between(MILLI / 2, idle ? 100 * MILLI : 15 * MILLI, Roll.POLL), pausedNow);
    }

    private void endPollAfter(long micros, boolean pausedThen) {
        long poll = ++polls;
        process.later(micros, () -> {
            if (poll == polls && waiting) {
                waiting = false;
                endPoll(pausedThen);
            }
        });
    }

    private void endPoll(boolean pausedThen) {
        Group.Directives directives =
                process.reachesGroup() ? world.group.poll(process) : new Group.Directives(false, List.of(), List.of());
        if (directives.expelled()) {
            lose();
            world.group.join(process);
        }
        giveUp(directives.revoked(), () -> {
            directives.assigned().forEach(tenure -> newcomers.put(tenure.slice.part(), tenure));
            settleIn(() -> polled.tell(pausedThen ? List.of() : fetch()));
        });
    }

    /** Kafka may not answer; then the next round tries again. */
    private void settleIn(Runnable then) {
        if (newcomers.isEmpty()) {
            then.run();
        } else if (process.reachesGroup()) {
            process.later(between(MILLI / 5, 10 * MILLI, Roll.LOOKUP), () -> {
                newcomers.forEach((slice, tenure) ->
                        held.put(slice, new HeldSlice(tenure, world.group.stored(slice), world.wiring)));
                newcomers.clear();
                then.run();
            });
        } else {
            process.later(SECOND, then);
        }
    }

    private boolean hasMore() {
        return process.reachesLog()
                && held.values().stream().anyMatch(each -> each.next() < world.log.end(each.tenure.slice.part()));
    }

    private List<Lease> fetch() {
        List<Lease> leases = new ArrayList<>();
        if (!process.reachesLog()) {
            return leases;
        }
        // Each slice is first at times.
        List<HeldSlice> slices =
                new ArrayList<>(held.tailMap((int) (polls % world.log.slices())).values());
        slices.addAll(held.headMap((int) (polls % world.log.slices())).values());
        for (HeldSlice slice : slices) {
            fetch(slice, leases);
        }
        return leases;
    }

    private void fetch(HeldSlice slice, List<Lease> leases) {
        int part = slice.tenure.slice.part();
        long next = slice.next();
        for (LogEntry entry : world.log.range(part, next, world.log.end(part))) {
            if (leases.size() == world.plan.shape().pollMax()) {
                break;
            }
            leases.add(slice.handOut(entry));
            next = entry.position + 1;
        }
        if (next != slice.next()) {
            slice.readTo(next);
        }
    }

    private void giveUp(Collection<Integer> parts, Runnable then) {
        List<HeldSlice> slices = new ArrayList<>();
        LinkedHashSet<Slice> names = new LinkedHashSet<>();
        for (int part : parts) {
            Tenure newcomer = newcomers.remove(part);
            if (newcomer != null) {
                world.group.givenUp(newcomer, true);
            }
            HeldSlice slice = held.get(part);
            if (slice != null) {
                slices.add(slice);
                names.add(slice.tenure.slice);
                slice.tenure.going = true;
            }
        }
        if (slices.isEmpty()) {
            then.run();
            return;
        }
        world.journal.note(() -> "revoked: " + names + " of " + process);
        releases.revoked(
                names,
                inTime -> commits.runNow(slices, stored -> {
                    letGo(slices);
                    slices.forEach(slice ->
                            world.group.givenUp(slice.tenure, inTime && stored && !slice.tenure.hasUnstoredLetters()));
                    world.journal.note(() -> "gave up: " + names + " of " + process);
                    then.run();
                }));
    }

    private void lose() {
        newcomers.clear();
        List<HeldSlice> slices = List.copyOf(held.values());
        if (slices.isEmpty()) {
            return;
        }
        LinkedHashSet<Slice> names = new LinkedHashSet<>();
        slices.forEach(slice -> names.add(slice.tenure.slice));
        slices.forEach(slice -> slice.tenure.going = true);
        world.journal.note(() -> "knows that it has lost: " + names + " of " + process);
        letGo(slices);
        process.tell(new DeliveryEvent.Revoked(names));
    }

    private void letGo(List<HeldSlice> slices) {
        slices.forEach(slice -> held.remove(slice.tenure.slice.part()));
        slices.forEach(HeldSlice::letGo);
    }

    private void close() {
        List<Integer> all = new ArrayList<>(held.keySet());
        all.addAll(newcomers.keySet());
        giveUp(all, () -> {
            if (process.reachesGroup()) {
                world.group.leave(process);
            } else {
                world.expireLater(process);
            }
            process.closed();
        });
    }

    /** Empty: not held, or lost and assigned again since. */
    private Optional<HeldSlice> find(Slice slice) {
        return Optional.ofNullable(held.get(slice.part())).filter(found -> found.tenure.slice.equals(slice));
    }

    private long between(long low, long high, Roll roll) {
        return world.dice.between(low, high, roll, process.number, polls);
    }
}
