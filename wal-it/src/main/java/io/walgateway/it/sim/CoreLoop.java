package io.walgateway.it.sim;

import io.walgateway.core.delivery.DeliveryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** The thread that runs a core: an inbox, and a timer for times without events. */
final class CoreLoop {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long NEVER = Long.MAX_VALUE;

    private final World world;
    private final ConsumerProcess process;
    private final ArrayDeque<DeliveryEvent> inbox = new ArrayDeque<>();
    private boolean isDue;
    /** The core waits until this time, unless an event arrives. */
    private long wakeAt = NEVER;
    /** When the timer fires next; if that is too early, the timer is set again. */
    private long timerAt = NEVER;

    private Instant nextTick;

    CoreLoop(World world, ConsumerProcess process) {
        this.world = world;
        this.process = process;
        this.nextTick = time().plus(TICK);
    }

    void add(DeliveryEvent event) {
        inbox.add(event);
        stepSoon();
    }

    private void stepSoon() {
        if (!isDue) {
            isDue = true;
            process.soon(this::step);
        }
    }

    private void step() {
        isDue = false;
        DeliveryEvent event = inbox.poll();
        handle(event == null ? DeliveryEvent.TIME_PASSED : event);
        if (inbox.isEmpty()) {
            setTimer();
        } else {
            stepSoon();
        }
    }

    private void handle(DeliveryEvent event) {
        Instant now = time();
        world.wiring.event(event, process);
        if (event instanceof DeliveryEvent.Polled || event instanceof DeliveryEvent.Malformed) {
            process.reader.taken();
        }
        if (!now.isBefore(nextTick)) {
            nextTick = now.plus(TICK);
            process.watch().checkProgress();
        }
    }

    /** Only the inbox and this timer wake the core. */
    private void setTimer() {
        if (process.isClosed() && process.core().delivering() == 0) {
            return;
        }
        Instant wake = process.core()
                .nextWake()
                .filter(next -> next.isBefore(nextTick))
                .orElse(nextTick);
        long wait = Math.max(0, Duration.between(time(), wake).toNanos() / 1000 + 1);
        wakeAt = world.schedule.now() + wait;
        if (wakeAt < timerAt) {
            startTimer();
        }
    }

    private void startTimer() {
        long due = wakeAt;
        timerAt = due;
        process.later(due - world.schedule.now(), () -> {
            if (due == timerAt) {
                timerAt = NEVER;
                ring();
            }
        });
    }

    private void ring() {
        if (wakeAt > world.schedule.now()) {
            startTimer();
        } else if (!isDue) {
            step();
        }
    }

    private Instant time() {
        return world.wiring.time(process.now());
    }
}
