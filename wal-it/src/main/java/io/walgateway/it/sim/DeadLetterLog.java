package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.GiveUpReason;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.it.sim.Dice.Roll;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;

/** The dead-letter queue; if the namespace has none, dead letters are dropped, as the namespace asks for. */
final class DeadLetterLog {
    private final World world;

    DeadLetterLog(World world) {
        this.world = world;
    }

    /** Stores the dead letter, and reports the result to the process, unless the process is dead by then. */
    void store(DeliveryCommand.DeadLetter command, LogEntry entry, ConsumerProcess process, int time) {
        Delivery delivery = command.delivery();
        world.journal.note(() -> "gives up: %s, %s, by %s".formatted(entry, command.reason(), process));
        if (!world.plan.shape().deadLetters()) {
            world.ledger.deadLettered(entry);
            process.tell(new DeliveryEvent.DeadLettered(delivery));
            return;
        }
        Bytes record = record(command);
        boolean away = world.weather.is(Fault.Kind.DEAD_LETTERS_AWAY);
        long die = entry.dieNumber();
        long latency = world.dice.between(MILLI, away ? 3000 * MILLI : 40 * MILLI, Roll.DEAD_LETTER, die, time);
        boolean lands = !away || world.dice.chance(0.3, Roll.DEAD_LETTER_LANDS, die, time);
        world.schedule.after(latency, () -> {
            boolean sent = process.isAlive() || world.dice.chance(0.5, Roll.DEAD_LETTER_LANDS, die, -time);
            if (lands && sent) {
                landed(entry, record, command.reason());
            }
        });
        process.later(
                latency + MILLI,
                () -> process.tell(
                        away
                                ? new DeliveryEvent.DeadLetterFailed(delivery, "no answer")
                                : new DeliveryEvent.DeadLettered(delivery)));
    }

    private void landed(LogEntry entry, Bytes record, GiveUpReason reason) {
        world.ledger.deadLettered(entry);
        Lease lease = new Lease(
                new io.walgateway.core.queue.Slice("orders-dlq", 0, 0), 0, entry.key, record, entry.appended, 0);
        Message appended = entry.message;
        boolean intact = EnvelopeCodec.decodeLetter(lease, Callers.NAMESPACE)
                        instanceof DecodedRecord.Intact(Message message, var note)
                && note.isPresent()
                && note.get().reason() == DeadLetterNote.reason(reason)
                && (appended == null || appended.id().equals(message.id()));
        world.judge.require(intact, Promise.TRUE_ARRIVES, () -> "the dead letter of " + entry + " says something else");
    }

    private static Bytes record(DeliveryCommand.DeadLetter command) {
        Delivery delivery = command.delivery();
        DeadLetterNote note = new DeadLetterNote(
                "@request",
                DeadLetterNote.reason(command.reason()),
                command.error(),
                delivery.failures(),
                delivery.firstAttempt(),
                delivery.lastAttempt(),
                delivery.lease().origin());
        return command.reason() == GiveUpReason.MALFORMED
                ? EnvelopeCodec.encodeMalformed(delivery.lease(), Callers.NAMESPACE, note)
                : RecordEdits.of(delivery.lease(), delivery.message())
                        .deadLetter(note)
                        .encode();
    }
}
