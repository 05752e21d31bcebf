package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import io.walgateway.runtime.log.Unspoken;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs deliveries on virtual threads. Each delivery starts at once, however many others block; yet where targets answer
 * quickly, one thread runs many. At most one worker is starting at any time. If deliveries are waiting, it starts the
 * next worker before it runs its first delivery.
 */
final class DeliveryExecutor {
    /** Targets know their deadline; one that misses it by this much is interrupted. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(DeliveryExecutor.class);

    private final Duration deliveryTimeout;
    private final Consumer<DeliveryEvent> events;
    private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean starting = new AtomicBoolean();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

    /** @param events receives each outcome, on the delivery's thread */
    DeliveryExecutor(Duration deliveryTimeout, Consumer<DeliveryEvent> events) {
        this.deliveryTimeout = deliveryTimeout;
        this.events = events;
    }

    private record Task(Delivery delivery, DeliveryAttempt attempt) {}

    void deliver(Delivery delivery, int number, Instant now) {
        waiting.add(new Task(delivery, new DeliveryAttempt(delivery.message(), number, now.plus(deliveryTimeout))));
        startWorker();
    }

    /** Interrupts overdue deliveries; to be called about once a second. */
    void interruptOverdue(Instant now) {
        workers.forEach(worker -> worker.interruptIfDueBefore(now.minus(GRACE)));
    }

    /** Interrupts all deliveries under way; their outcomes are dropped. */
    void abandon() {
        waiting.clear();
        workers.forEach(worker -> worker.interruptIfDueBefore(Instant.MAX));
    }

    private void startWorker() {
        if (!starting.get() && starting.compareAndSet(false, true)) {
            Thread.ofVirtual().start(new Worker());
        }
    }

    /** Runs waiting deliveries one after another until none is left. */
    private final class Worker implements Runnable {
        private final Object turn = new Object();
        private @Nullable Thread thread;
        private @Nullable Instant deadline;

        @Override
        public void run() {
            workers.add(this);
            Task task = waiting.poll();
            starting.set(false);
            while (task != null) {
                startAnotherIfNeeded();
                carryOut(task);
                task = waiting.poll();
            }
            // For a delivery that was added while this worker was starting, and that started no worker.
            startAnotherIfNeeded();
            workers.remove(this);
        }

        void interruptIfDueBefore(Instant time) {
            synchronized (turn) {
                if (thread != null && deadline != null && deadline.isBefore(time)) {
                    thread.interrupt();
                }
            }
        }

        private void startAnotherIfNeeded() {
            if (!waiting.isEmpty()) {
                startWorker();
            }
        }

        private void carryOut(Task task) {
            begin(task.attempt().deadline());
            DeliveryOutcome outcome = outcome(task.delivery().destination().target(), task.attempt());
            end();
            events.accept(new DeliveryEvent.Completed(task.delivery(), outcome));
        }

        private void begin(Instant due) {
            synchronized (turn) {
                thread = Thread.currentThread();
                deadline = due;
            }
        }

        /** Clears an interrupt that came at the last moment, so that it does not hit the next delivery. */
        private void end() {
            synchronized (turn) {
                thread = null;
                var _ = Thread.interrupted();
            }
        }
    }

    private DeliveryOutcome outcome(Target target, DeliveryAttempt attempt) {
        try {
            return target.deliver(attempt);
        } catch (InterruptedException e) {
            return new DeliveryOutcome.Unknown("no answer within " + Durations.format(deliveryTimeout.plus(GRACE)));
        } catch (RuntimeException | Error e) {
            // Every error is caught: a delivery without an outcome would be held for ever, and its slice never settled.
            log.warn(
                    "Expected an outcome from the target, but it threw: namespace={} messageId={} attempt={}",
                    attempt.message().namespace(),
                    attempt.message().id(),
                    attempt.number(),
                    Unspoken.of(e));
            return new DeliveryOutcome.Failed("the target failed: " + Reasons.of(e));
        }
    }
}
