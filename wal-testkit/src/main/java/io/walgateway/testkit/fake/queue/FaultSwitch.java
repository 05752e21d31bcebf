package io.walgateway.testkit.fake.queue;

import java.util.ArrayList;
import java.util.List;

/** The present fault, and the actions that wait for the end of an outage. */
final class FaultSwitch {
    private final List<Runnable> waiting = new ArrayList<>();
    private QueueFault fault = new QueueFault.None();

    synchronized QueueFault now() {
        return fault;
    }

    synchronized boolean isOutage() {
        return fault instanceof QueueFault.Unavailable;
    }

    void set(QueueFault next) {
        List<Runnable> released = new ArrayList<>();
        synchronized (this) {
            fault = next;
            notifyAll();
            if (!isOutage()) {
                released.addAll(waiting);
                waiting.clear();
            }
        }
        released.forEach(Runnable::run);
    }

    /** Returns when there is another fault, or none, or when the thread is interrupted. */
    synchronized void hangWhile(Class<? extends QueueFault> kind) {
        try {
            while (kind.isInstance(fault)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the action now, or when the outage is over. */
    void whenAvailable(Runnable action) {
        synchronized (this) {
            if (isOutage()) {
                waiting.add(action);
                return;
            }
        }
        action.run();
    }
}
