package io.walgateway.consumer.batch;

import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.BatchRefusedException;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.runtime.log.Unspoken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the deliveries to one target into requests. A delivery that comes while no request is under way leaves at
 * once. Deliveries that come during a request gather until it is answered, until they fill another one, or until they
 * have gathered long enough, whichever is first. They leave in the order in which they came.
 *
 * <ul>
 *   <li>Each caller blocks until it has its own outcome, so no more deliveries gather than the callers start at once.
 *   <li>A delivery that has waited for half of its time unsent ends as {@link DeliveryOutcome.Throttled}: it is certain
 *       that the target does not have it. So does one that is interrupted before it is sent.
 *   <li>A delivery without an outcome at its own deadline ends as {@link DeliveryOutcome.Unknown}; the request goes on for
 *       the others.
 *   <li>The failure of a whole request is not laid on its members: they are sent again in halves, down to one.
 * </ul>
 *
 * Safe for any number of threads.
 */
public final class Batcher implements Target {
    static final Duration FULL_PAUSE = Duration.ofMillis(100);
    private static final Logger log = LoggerFactory.getLogger(Batcher.class);

    private final BatchTarget target;
    private final BatchLimits limits;
    private final InstantSource clock;
    private final Object order = new Object();
    private final Queue<Gathered> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int underWay;
    private boolean headIsWatched;

    public Batcher(BatchTarget target, InstantSource clock) {
        this.target = target;
        this.limits = target.limits();
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Duration left = attempt.left(clock.instant());
        if (left.isZero()) {
            return new DeliveryOutcome.Failed("no time was left for a request");
        }
        long start = System.nanoTime();
        Gathered own = new Gathered(attempt, start);
        add(own);
        startRequests();
        return outcome(own, start, nanos(left));
    }

    private DeliveryOutcome outcome(Gathered own, long start, long leftNanos) throws InterruptedException {
        DeliveryOutcome late = new DeliveryOutcome.Unknown("no answer in time; the request may have arrived");
        try {
            Optional<DeliveryOutcome> answer = own.await(leftNanos / 2);
            if (answer.isEmpty()) {
                answer = withdraw(own)
                        ? Optional.of(unsent("other requests are under way"))
                        : own.await(leftNanos - (System.nanoTime() - start));
            }
            return answer.orElse(late);
        } catch (InterruptedException e) {
            if (withdraw(own)) {
                Thread.currentThread().interrupt();
                return unsent("it was interrupted");
            }
            throw e;
        } finally {
            own.leave(late);
        }
    }

    private void add(Gathered delivery) {
        synchronized (order) {
            waiting.add(delivery);
            waitingBytes += delivery.bytes();
        }
    }

    /** True if it was not sent, and will not be. */
    private boolean withdraw(Gathered delivery) {
        synchronized (order) {
            boolean withdrawn = waiting.remove(delivery);
            if (withdrawn) {
                waitingBytes -= delivery.bytes();
            }
            return withdrawn;
        }
    }

    private void startRequests() {
        for (List<Gathered> batch = next(); !batch.isEmpty(); batch = next()) {
            new Request(batch, this::carryOut).start();
        }
        watchHead();
    }

    /** One timer for all that gather: a timer for each delivery would cost more than the delivery. */
    private void watchHead() {
        synchronized (order) {
            Gathered head = waiting.peek();
            if (head != null && !headIsWatched && !isReady(head)) {
                headIsWatched = true;
                long pause = head.leftOf(limits.gatherMax().toNanos());
                Thread.ofVirtual().name("batch-timer").start(() -> startRequestsAfter(pause));
            }
        }
    }

    private void startRequestsAfter(long pauseNanos) {
        LockSupport.parkNanos(pauseNanos);
        synchronized (order) {
            headIsWatched = false;
        }
        startRequests();
    }

    private List<Gathered> next() {
        synchronized (order) {
            Gathered head = waiting.peek();
            if (head == null || underWay >= limits.requestsMax() || (underWay > 0 && !isReady(head))) {
                return List.of();
            }
            List<Gathered> batch = new ArrayList<>(Math.min(waiting.size(), limits.messagesMax()));
            long bytes = 0;
            while (head != null
                    && batch.size() < limits.messagesMax()
                    && (batch.isEmpty() || bytes + head.bytes() <= limits.bytesMax())) {
                bytes += head.bytes();
                batch.add(waiting.remove());
                head = waiting.peek();
            }
            waitingBytes -= bytes;
            underWay++;
            return batch;
        }
    }

    private boolean isReady(Gathered head) {
        return waiting.size() >= limits.messagesMax()
                || waitingBytes >= limits.bytesMax()
                || head.leftOf(limits.gatherMax().toNanos()) <= 0;
    }

    private void carryOut(Request request) {
        try {
            deliver(request.members());
        } catch (InterruptedException e) {
            request.members().forEach(member -> member.answer(new DeliveryOutcome.Unknown("the request was given up")));
        } finally {
            synchronized (order) {
                underWay--;
            }
            startRequests();
        }
    }

    private void deliver(List<Gathered> members) throws InterruptedException {
        List<Gathered> open =
                members.stream().filter(member -> !member.isAnswered()).toList();
        if (open.isEmpty()) {
            return;
        }
        try {
            List<DeliveryOutcome> outcomes =
                    target.deliverAll(open.stream().map(Gathered::attempt).toList());
            if (outcomes.size() != open.size()) {
                throw new IllegalStateException(
                        "Expected " + open.size() + " outcomes from the target, but got " + outcomes.size());
            }
            for (int i = 0; i < open.size(); i++) {
                open.get(i).answer(outcomes.get(i));
            }
        } catch (RuntimeException | Error e) {
            divide(open, e);
        }
    }

    /** Every error is caught: a caller without an answer would wait until its deadline. */
    private void divide(List<Gathered> members, Throwable failure) throws InterruptedException {
        if (members.size() == 1) {
            members.getFirst().fail(failure);
            return;
        }
        if (!(failure instanceof BatchRefusedException)) {
            log.warn(
                    "Expected {} outcomes from the target, but it threw; they are delivered again in halves",
                    members.size(),
                    Unspoken.of(failure));
        }
        int half = members.size() / 2;
        deliver(members.subList(0, half));
        deliver(members.subList(half, members.size()));
    }

    private static DeliveryOutcome unsent(String why) {
        return new DeliveryOutcome.Throttled(FULL_PAUSE, "not sent, because " + why);
    }

    private static long nanos(Duration left) {
        return left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : left.toNanos();
    }
}
