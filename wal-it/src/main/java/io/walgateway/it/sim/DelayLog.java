package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.RequeueFault;
import io.walgateway.core.message.Bytes;
import io.walgateway.it.sim.Dice.Roll;
import io.walgateway.it.sim.Tally.Count;
import io.walgateway.log.record.RecordEdits;
import java.time.Duration;

/**
 * Holds messages that are to be delivered again later: a copy comes out into the log when it is due, by a timer whose
 * clock is not the processes'.
 */
final class DelayLog {
    /** How far the timer's clock may be off, or its work late. */
    private static final long TIMER_OFF = SECOND / 2;

    private final World world;
    private int pending;

    DelayLog(World world) {
        this.world = world;
    }

    /** True if nothing is held back. */
    boolean isDone() {
        return pending == 0;
    }

    /** Appends a copy, and reports the result to the process, unless the process is dead by then. */
    void requeue(DeliveryCommand.Requeue command, LogEntry entry, ConsumerProcess process, int time) {
        Delivery delivery = command.delivery();
        world.journal.note(() -> "requeues: %s, %d failures, due %s, by %s"
                .formatted(entry, command.failures(), command.due(), process));
        Bytes copy = RecordEdits.of(delivery.lease(), delivery.message())
                .attempts(command.failures())
                .due(command.due())
                .encode();
        boolean refused = world.weather.is(Fault.Kind.APPENDS_REFUSED);
        boolean silent = world.weather.is(Fault.Kind.APPENDS_UNANSWERED);
        boolean late = world.weather.is(Fault.Kind.APPENDS_LATE);
        long die = entry.dieNumber();
        // Entries that were settled behind an open one are delivered again, and their attempts are repeated; those
        // attempts belong to no copy. Neither do the attempts of a holder that does not know yet that it has lost the
        // slice.
        boolean repeated = entry.isSettled() || entry.triedByMany;
        int attempts = repeated ? command.failures() : entry.attempts;
        long latency = world.dice.between(MILLI / 2, late ? 3 * SECOND : 20 * MILLI, Roll.REQUEUE, die, time);
        boolean lands = !refused && (!silent || world.dice.chance(0.5, Roll.REQUEUE_LANDS, die, time));
        world.schedule.after(latency, () -> {
            boolean sent = process.isAlive() || world.dice.chance(0.5, Roll.REQUEUE_LANDS, die, -time);
            if (lands && sent) {
                landed(entry, copy, command, attempts, time);
            }
        });
        process.later(
                latency + MILLI,
                () -> process.tell(
                        refused || silent
                                ? new DeliveryEvent.RequeueFailed(
                                        delivery, refused ? RequeueFault.NOT_NOW : RequeueFault.UNKNOWN, "no answer")
                                : new DeliveryEvent.Requeued(delivery)));
    }

    private void landed(LogEntry entry, Bytes copy, DeliveryCommand.Requeue command, int attempts, int time) {
        entry.requeued = true;
        pending++;
        world.tally.count(Count.REQUEUED);
        world.journal.note(() -> "the copy is durable: " + entry);
        long off = world.dice.between(-TIMER_OFF, TIMER_OFF, Roll.REQUEUE_TIMER, entry.dieNumber(), time);
        long wait = Duration.between(world.schedule.instant(0), command.due()).toNanos() / 1000;
        world.schedule.after(Math.max(MILLI, wait + off), () -> {
            pending--;
            LogEntry again = world.log.append(entry.slice, entry.key, copy, entry.origin);
            again.isCopyOf(entry, command.failures(), attempts);
        });
    }
}
