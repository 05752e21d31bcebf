package io.walgateway.consumer;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deliveries to their targets, each on a virtual thread of its own. */
final class Courier {
    /** Targets know their deadline; one that misses it by this much is interrupted. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Route route;
    private final Duration deliveryTimeout;
    private final InstantSource clock;
    private final Consumer<DeliveryEvent> events;
    private final Map<Delivery, Errand> underWay = new ConcurrentHashMap<>();

    /**
     * @param events told of each outcome, on the delivery's thread
     */
    Courier(Route route, Duration deliveryTimeout, InstantSource clock, Consumer<DeliveryEvent> events) {
        this.route = route;
        this.deliveryTimeout = deliveryTimeout;
        this.clock = clock;
        this.events = events;
    }

    private record Errand(Thread thread, Instant deadline) {}

    void deliver(Delivery delivery, int number) {
        Instant deadline = clock.instant().plus(deliveryTimeout);
        DeliveryAttempt attempt = new DeliveryAttempt(delivery.message(), number, deadline);
        Thread thread = Thread.ofVirtual().unstarted(() -> run(delivery, attempt));
        underWay.put(delivery, new Errand(thread, deadline));
        thread.start();
    }

    /** Interrupts what is overdue; to be called about once a second. */
    void interruptOverdue(Instant now) {
        for (Errand errand : underWay.values()) {
            if (now.isAfter(errand.deadline().plus(GRACE))) {
                errand.thread().interrupt();
            }
        }
    }

    private void run(Delivery delivery, DeliveryAttempt attempt) {
        DeliveryOutcome outcome = outcome(attempt);
        underWay.remove(delivery);
        events.accept(new DeliveryEvent.Completed(delivery, outcome));
    }

    private DeliveryOutcome outcome(DeliveryAttempt attempt) {
        try {
            return route.destination(attempt.message()).target().deliver(attempt);
        } catch (InterruptedException e) {
            return new DeliveryOutcome.Unknown("no answer within " + deliveryTimeout.plus(GRACE));
        } catch (RuntimeException | LinkageError e) {
            log.warn(
                    "Expected an outcome from the target, but it threw: namespace={} messageId={} attempt={}",
                    attempt.message().namespace(),
                    attempt.message().id(),
                    attempt.number(),
                    e);
            return new DeliveryOutcome.Failed(e.toString());
        }
    }
}
