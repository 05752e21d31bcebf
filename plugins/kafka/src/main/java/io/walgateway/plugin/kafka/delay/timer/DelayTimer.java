package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.AppendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The timer of one partition of a delay topic: stores entries, and appends them to their topic when they are due. An
 * entry leaves the store only once its topic has it. Kafka Streams' own producer could lose the entry, because the
 * deletion from the store and a forwarded record become durable independently.
 *
 * <p>No entry comes out early by the given clock, however that clock is set. An entry also waits until all records
 * appended up to a second before its due time have been read, so that a cancellation answered by then takes effect;
 * but not for longer than 5 s without any news from the brokers.
 */
public final class DelayTimer implements Processor<byte[], byte[], Void, Void> {
    public static final Duration TICK = Duration.ofMillis(20);
    /** A cancellation that was answered this long before the due time takes effect. */
    private static final Duration CANCEL_MARGIN = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int STARTED_PER_TICK_MAX = 1_000;
    private static final int IN_FLIGHT_MAX = 2_000;
    private static final long IN_FLIGHT_BYTES_MAX = 4 << 20;
    private static final int TICKS_AFTER_FAILURE = 10;
    private static final int TICKS_BETWEEN_REPORTS = 50;

    private final TimerWiring wiring;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Set<PendingKey> inFlight = new HashSet<>();
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable PendingStore pending;
    private int partition;
    /** The position after the last record that was read; 0: none yet. */
    private long position;
    /** All entries before this key are in flight or gone. */
    private PendingKey cursor = PendingKey.FIRST;
    /** No entry at the cursor or after it is due earlier. */
    private long nextDueMicros;

    private long inFlightBytes;
    private int restingTicks;
    private int ticksToReport;

    private record Answer(PendingKey key, UUID id, int bytes, boolean appended) {}

    DelayTimer(TimerWiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void init(ProcessorContext<Void, Void> initialized) {
        context = initialized;
        partition = initialized.taskId().partition();
        PendingStore store = new PendingStore(initialized.getStateStore(DelayTopics.STORE));
        pending = store;
        initialized.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick(store));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null || pending == null) {
            throw new IllegalStateException("Expected to be initialized first");
        }
        long offset = context.recordMetadata().orElseThrow().offset();
        switch (HeldRecord.read(record.key(), record.value(), record.headers(), offset)) {
            case HeldRecord.Held held -> {
                PendingKey key = new PendingKey(held.dueMicros(), offset);
                if (!inFlight.contains(key)
                        && pending.add(key, new PendingEntry(held.id(), held.key(), held.record()))) {
                    lookBackTo(key);
                }
            }
            case HeldRecord.Cancelled(UUID id) -> pending.cancel(id);
            case HeldRecord.CancelledAll() -> pending.cancelBefore(offset);
        }
        position = offset + 1;
    }

    @Override
    public void close() {
        wiring.reports().gone(partition);
    }

    private void tick(PendingStore store) {
        settle(store);
        if (restingTicks > 0) {
            restingTicks--;
        } else {
            fire(store);
        }
        boolean counted = store.census().proceed();
        if (counted && --ticksToReport <= 0) {
            ticksToReport = TICKS_BETWEEN_REPORTS;
            wiring.reports()
                    .report(partition, store.census().counts(wiring.clock().instant()));
        }
    }

    private void settle(PendingStore store) {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            inFlight.remove(answer.key());
            inFlightBytes -= answer.bytes();
            if (answer.appended()) {
                store.remove(answer.key(), answer.id());
            } else {
                lookBackTo(answer.key());
                restingTicks = TICKS_AFTER_FAILURE;
            }
        }
    }

    private void fire(PendingStore store) {
        Instant now = wiring.clock().instant();
        if (nextDueMicros <= DueTime.passed(now.plus(SOON))) {
            wiring.tail().askedSoon();
        }
        if (nextDueMicros > DueTime.passed(now)) {
            return;
        }
        Instant readUntil = wiring.tail().readUntil(partition, position);
        long passed = DueTime.passed(readUntil.isBefore(now) ? earlier(readUntil.plus(CANCEL_MARGIN), now) : now);
        int[] room = {STARTED_PER_TICK_MAX};
        nextDueMicros = Long.MAX_VALUE;
        store.visit(cursor, (key, value) -> {
            if (key.dueMicros() > passed || room[0]-- == 0 || isFull()) {
                nextDueMicros = key.dueMicros();
                return false;
            }
            cursor = key.next();
            if (inFlight.add(key)) {
                append(key, value);
            }
            return true;
        });
    }

    private void append(PendingKey key, byte[] value) {
        PendingEntry entry = PendingEntry.of(value);
        inFlightBytes += value.length;
        wiring.topic()
                .append(entry.due())
                .thenAccept(result -> answers.add(
                        new Answer(key, entry.id(), value.length, result instanceof AppendResult.Appended)));
    }

    private boolean isFull() {
        return inFlight.size() >= IN_FLIGHT_MAX || inFlightBytes >= IN_FLIGHT_BYTES_MAX;
    }

    private void lookBackTo(PendingKey key) {
        cursor = key.compareTo(cursor) < 0 ? key : cursor;
        nextDueMicros = Math.min(nextDueMicros, key.dueMicros());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
