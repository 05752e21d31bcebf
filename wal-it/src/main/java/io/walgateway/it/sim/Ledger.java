package io.walgateway.it.sim;

import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.it.sim.Tally.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks each delivery, dead letter and commit against the truth, as it happens. */
final class Ledger {
    private final World world;
    private final Map<Bytes, List<Flight>> underWay = new HashMap<>();

    Ledger(World world) {
        this.world = world;
    }

    /**
     * A delivery starts.
     *
     * @param now by the clock of the process that delivers
     */
    void started(Flight flight, Message message, Instant now) {
        LogEntry entry = flight.entry();
        world.tally.count(entry.started++ == 0 ? Count.DELIVERIES : Count.REPEATED_DELIVERIES);
        entry.attempts++;
        entry.triedBy(flight.tenure());
        world.journal.note(() -> "delivery: %s, attempt %d, by %s".formatted(entry, flight.attempt(), flight.tenure()));
        checkContent(entry, message);
        checkTime(entry, message, now);
        checkAttempt(flight, message);
        if (world.plan.shape().ordering() == Ordering.KEY && !entry.key.isEmpty()) {
            checkOrder(flight);
            underWay.computeIfAbsent(entry.key, _ -> new ArrayList<>(2)).add(flight);
        }
    }

    /** The target answers; the answer may still get lost. */
    void ended(Flight flight, DeliveryOutcome outcome) {
        LogEntry entry = flight.entry();
        world.journal.note(() -> "outcome: %s, attempt %d: %s".formatted(entry, flight.attempt(), outcome));
        landed(flight);
        switch (outcome) {
            case DeliveryOutcome.Delivered _ -> entry.delivered = true;
            case DeliveryOutcome.Skipped _ -> entry.skipped = true;
            case DeliveryOutcome.Rejected _ -> {
                entry.rejected = true;
                entry.failures++;
            }
            case DeliveryOutcome.Failed _, DeliveryOutcome.Absent _, DeliveryOutcome.Unknown _ -> entry.failures++;
            case DeliveryOutcome.Unavailable _, DeliveryOutcome.Throttled _, DeliveryOutcome.Progressed _ ->
                entry.attempts--;
        }
    }

    /** The process that delivered is dead. */
    void cutShort(Flight flight) {
        world.journal.note(() -> "cut short: %s, attempt %d".formatted(flight.entry(), flight.attempt()));
        landed(flight);
    }

    /** A dead letter is on its way. */
    void givenUp(LogEntry entry, GiveUpReason reason, int attemptsMax, Instant now) {
        boolean justified = switch (reason) {
            case REJECTED -> entry.rejected;
            case ATTEMPTS_EXHAUSTED -> entry.failures >= attemptsMax;
            case EXPIRED -> isExpired(entry, now);
            case MALFORMED -> entry.message == null;
            case TOO_LARGE -> false;
        };
        world.judge.require(
                justified,
                Promise.OUTAGE_COSTS_NOTHING,
                () -> "%s is given up as %s after %d failures of %d"
                        .formatted(entry, reason, entry.failures, attemptsMax));
    }

    /** A count of failed attempts is to be stored. */
    void counted(LogEntry entry, int failures) {
        world.judge.require(
                failures <= entry.failures,
                Promise.OUTAGE_COSTS_NOTHING,
                () -> "%d failures of %s are counted, but it failed %d times"
                        .formatted(failures, entry, entry.failures));
    }

    void deadLettered(LogEntry entry) {
        entry.deadLettered = true;
        world.tally.count(Count.DEAD_LETTERS);
        world.journal.note(() -> "dead letter is durable: " + entry);
    }

    /** A commit takes effect. */
    void committed(int slice, long before, Map<Long, Integer> attemptsBefore, Group.Stored stored) {
        for (LogEntry entry : world.log.range(slice, before, stored.position())) {
            world.judge.require(
                    entry.isSettled(),
                    Promise.SETTLED_WHEN_DURABLE,
                    () -> "%s is neither delivered nor skipped nor dead-lettered, but %d@%d is committed"
                            .formatted(entry, slice, stored.position()));
        }
        attemptsBefore.forEach((position, count) -> world.judge.require(
                position < stored.position()
                        || stored.attempts().getOrDefault(position, 0) >= count
                        || world.log.at(slice, position).isSettled(),
                Promise.COUNTED_WHEN_DURABLE,
                () -> "the count of %s falls from %d to %d"
                        .formatted(
                                world.log.at(slice, position),
                                count,
                                stored.attempts().getOrDefault(position, 0))));
    }

    private void checkContent(LogEntry entry, Message message) {
        WriteTry origin = entry.origin;
        Message appended = entry.message;
        world.judge.require(
                origin != null
                        && appended != null
                        && !entry.isForeign()
                        && message.id().equals(appended.id())
                        && (origin.id() == null || message.id().equals(origin.id()))
                        && entry.key.equals(appended.orderingKey())
                        && message.payload().equals(appended.payload()),
                Promise.NOTHING_INVENTED,
                () -> entry + " is delivered as something else, or is not for this group");
    }

    private void checkTime(LogEntry entry, Message message, Instant now) {
        Instant due = message.lifecycle().due();
        world.judge.require(
                !now.isBefore(due) && !isExpired(entry, now),
                Promise.IN_TIME,
                () -> "%s is delivered at %s, but is due at %s and expires at %s"
                        .formatted(entry, now, due, message.lifecycle().expiry()));
    }

    private static boolean isExpired(LogEntry entry, Instant now) {
        return entry.message != null
                && entry.message.lifecycle().expiry().filter(now::isAfter).isPresent();
    }

    private void checkAttempt(Flight flight, Message message) {
        LogEntry entry = flight.entry();
        int before = flight.attempt() - 1;
        world.judge.require(
                before <= entry.failures,
                Promise.OUTAGE_COSTS_NOTHING,
                () -> "attempt %d of %s starts, but it failed %d times"
                        .formatted(flight.attempt(), entry, entry.failures));
        int durable = Math.max(world.group.durableAttempts(entry), message.attempts());
        world.judge.require(
                before <= durable || entry.isSettled(),
                Promise.COUNTED_WHEN_DURABLE,
                () -> "attempt %d of %s starts, but the count that is stored is %d"
                        .formatted(flight.attempt(), entry, durable));
        int attemptsMax = world.plan.shape().attemptsMax() + world.group.disturbances(entry.slice);
        // Entries that were settled behind an open one are delivered again after a rebalance, and their attempts are
        // repeated.
        world.judge.require(
                entry.attempts <= attemptsMax || entry.isSettled(),
                Promise.COUNTED_WHEN_DURABLE,
                () -> "%s is tried for the %dth time (expected: at most %d, crashes included)"
                        .formatted(entry, entry.attempts, attemptsMax));
    }

    private void checkOrder(Flight flight) {
        LogEntry entry = flight.entry();
        LogEntry before = entry.before;
        world.judge.require(
                before == null || before.isSettled(),
                Promise.KEY_IN_ORDER,
                () -> "%s starts, but %s of the same key is not settled".formatted(entry, before));
        long last = flight.tenure().started(entry.key, entry.position);
        world.judge.require(
                last <= entry.position,
                Promise.KEY_IN_ORDER,
                () -> "%s starts after the one at %d, though nothing was interrupted".formatted(entry, last));
        // A member that was taken for dead may still deliver, and nothing can prevent that.
        List<Flight> others = underWay.getOrDefault(entry.key, List.of()).stream()
                .filter(other -> !other.tenure().lost && !flight.tenure().lost)
                .toList();
        world.judge.require(
                others.isEmpty(),
                Promise.KEY_WITHOUT_OVERLAP,
                () -> "%s starts with %s, while of the same key are under way: %s"
                        .formatted(entry, flight.tenure(), others));
    }

    private void landed(Flight flight) {
        List<Flight> others = underWay.get(flight.entry().key);
        if (others != null) {
            others.remove(flight);
        }
    }
}
