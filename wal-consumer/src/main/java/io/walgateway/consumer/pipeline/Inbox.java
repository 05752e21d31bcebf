package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.DeliveryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to a pipeline's core: any number of threads put them, and one takes all that have arrived. Its
 * size is limited by what can happen at once: deliveries under way, and the polls that run ahead.
 */
final class Inbox {
    /** The most events of a batch, so that the core's clock moves on during a long run of events. */
    private static final int BATCH_MAX = 1024;

    private final Queue<DeliveryEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

    void put(DeliveryEvent event) {
        events.add(event);
        // Read first: most of the time no thread sleeps, and a read costs less than an exchange.
        if (sleeper.get() != null) {
            LockSupport.unpark(sleeper.getAndSet(null));
        }
    }

    /**
     * The next events, in the order in which each thread put them; none when the time is up first.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    List<DeliveryEvent> take(long waitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + waitNanos;
        long left = waitNanos;
        while (events.isEmpty() && left > 0) {
            sleeper.set(Thread.currentThread());
            // Checked again: a thread that put an event before this did not see the sleeper.
            if (events.isEmpty()) {
                LockSupport.parkNanos(this, left);
            }
            sleeper.set(null);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = deadline - System.nanoTime();
        }
        return drain();
    }

    private List<DeliveryEvent> drain() {
        List<DeliveryEvent> batch = new ArrayList<>();
        DeliveryEvent event = events.poll();
        while (event != null) {
            batch.add(event);
            event = batch.size() < BATCH_MAX ? events.poll() : null;
        }
        return batch;
    }
}
