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
 * Takes deliveries to their targets on virtual threads. Each delivery is under way at once, however many others block; yet
 * where targets answer quickly, one thread carries out many. At most one thread at a time is on its way to the deliveries
 * that wait, and when it gets there it sends for the next one before it sets out.
 */
final class DeliveryExecutor {
    /** Targets know their deadline; one that misses it by this much is interrupted. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(DeliveryExecutor.class);

    private final Duration deliveryTimeout;
    private final Consumer<DeliveryEvent> events;
    private final Queue<Errand> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean coming = new AtomicBoolean();
    private final Set<Runner> runners = ConcurrentHashMap.newKeySet();

    /**
     * @param events told of each outcome, on the delivery's thread
     */
    DeliveryExecutor(Duration deliveryTimeout, Consumer<DeliveryEvent> events) {
        this.deliveryTimeout = deliveryTimeout;
        this.events = events;
    }

    private record Errand(Delivery delivery, DeliveryAttempt attempt) {}

    void deliver(Delivery delivery, int number, Instant now) {
        waiting.add(new Errand(delivery, new DeliveryAttempt(delivery.message(), number, now.plus(deliveryTimeout))));
        sendForRunner();
    }

    /** Interrupts what is overdue; to be called about once a second. */
    void interruptOverdue(Instant now) {
        runners.forEach(runner -> runner.interruptIfDueBefore(now.minus(GRACE)));
    }

    /** Interrupts all deliveries under way; their outcomes are dropped. */
    void abandon() {
        waiting.clear();
        runners.forEach(runner -> runner.interruptIfDueBefore(Instant.MAX));
    }

    private void sendForRunner() {
        if (!coming.get() && coming.compareAndSet(false, true)) {
            Thread.ofVirtual().start(new Runner());
        }
    }

    /** A thread that carries out what waits, one after another, until nothing does. */
    private final class Runner implements Runnable {
        private final Object turn = new Object();
        private @Nullable Thread thread;
        private @Nullable Instant deadline;

        @Override
        public void run() {
            runners.add(this);
            Errand errand = waiting.poll();
            coming.set(false);
            while (errand != null) {
                sendForAnotherIfNeeded();
                carryOut(errand);
                errand = waiting.poll();
            }
            // What came while this one was still on its way, and sent for nobody.
            sendForAnotherIfNeeded();
            runners.remove(this);
        }

        void interruptIfDueBefore(Instant time) {
            synchronized (turn) {
                if (thread != null && deadline != null && deadline.isBefore(time)) {
                    thread.interrupt();
                }
            }
        }

        private void sendForAnotherIfNeeded() {
            if (!waiting.isEmpty()) {
                sendForRunner();
            }
        }

        private void carryOut(Errand errand) {
            begin(errand.attempt().deadline());
            DeliveryOutcome outcome = outcome(errand.delivery().destination().target(), errand.attempt());
            end();
            events.accept(new DeliveryEvent.Completed(errand.delivery(), outcome));
        }

        private void begin(Instant due) {
            synchronized (turn) {
                thread = Thread.currentThread();
                deadline = due;
            }
        }

        /** An interrupt that came at the last moment is not one of the next delivery. */
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
            // Whatever it is: a delivery without an outcome would be held for ever, and its slice never be settled.
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
