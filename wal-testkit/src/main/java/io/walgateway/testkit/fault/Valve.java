package io.walgateway.testkit.fault;

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

    void pass() throws InterruptedException {
        Thread.sleep(awaitOpen());
    }

    private synchronized Duration awaitOpen() throws InterruptedException {
        while (state == State.SHUT) {
            wait();
        }
        return delay;
    }
}
