package io.walgateway.local.fault;

import java.time.Duration;

/** A valve for data; while it is shut, callers of {@code pass} wait. */
final class Valve {
    private State state = State.OPEN;
    private Duration delay = Duration.ZERO;

    enum State {
        OPEN,
        SHUT
    }

    synchronized void set(State next, Duration nextDelay) {
        state = next;
        delay = nextDelay;
        notifyAll();
    }

    /** When data that enters now is to leave, in the time of {@link System#nanoTime}. */
    synchronized long due() {
        return System.nanoTime() + delay.toNanos();
    }

    /** Returns once the valve is open and it is time. */
    void pass(long due) throws InterruptedException {
        awaitOpen();
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (state == State.SHUT) {
            wait();
        }
    }
}
