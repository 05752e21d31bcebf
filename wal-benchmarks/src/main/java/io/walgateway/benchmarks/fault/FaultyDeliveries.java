package io.walgateway.benchmarks.fault;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Deliveries to all faulty addresses of a receiver in turn, several at once. After every few thousand the receiver goes
 * away and comes back. Counts each outcome other than the documented one.
 */
final class FaultyDeliveries {
    private static final int AT_ONCE = 32;
    private static final int UNTIL_AWAY = 2_500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final Bytes PAYLOAD = Bytes.utf8("{\"status\": \"paid\"}");

    /** Outcomes of one fault other than the documented one. */
    private record Unexpected(String first, LongAdder count) {}

    /** A target and the way in which it goes wrong. */
    private record Way(FaultyAddress address, Target target) {}

    private final List<Way> ways;
    private final Target away;
    private final InstantSource clock = InstantSource.system();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Unexpected> unexpected = new ConcurrentSkipListMap<>();

    FaultyDeliveries(Targets targets, String type, List<Integer> ports) {
        ways = FaultyAddress.all(type, ports).stream()
                .map(address -> new Way(address, targets.at(address.address()).target()))
                .toList();
        away = targets.at(FaultyAddress.away(type, ports)).target();
    }

    /** Returns when all have their outcomes. */
    void run(int count) throws InterruptedException {
        for (int done = 0; done < count; done += UNTIL_AWAY) {
            inTurn(Math.min(UNTIL_AWAY, count - done));
            leaveAndComeBack();
        }
    }

    long unexpected() {
        return unexpected.values().stream()
                .mapToLong(some -> some.count().sum())
                .sum();
    }

    /** How many outcomes of each fault are not as documented, and the first of them; empty text if there are none. */
    String describeUnexpected() {
        return unexpected.entrySet().stream()
                .map(fault -> "%s %s, the first %s"
                        .formatted(
                                fault.getValue().count(),
                                fault.getKey(),
                                fault.getValue().first()))
                .collect(Collectors.joining("; "));
    }

    private void unexpected(String fault, String outcome) {
        unexpected
                .computeIfAbsent(fault, _ -> new Unexpected(outcome, new LongAdder()))
                .count()
                .increment();
    }

    private void inTurn(int count) throws InterruptedException {
        AtomicLong left = new AtomicLong(count);
        atOnce(() -> {
            while (left.getAndDecrement() > 0) {
                int number = (int) (numbers.getAndIncrement() % ways.size());
                Way way = ways.get(number);
                DeliveryOutcome outcome = deliver(way.target(), way.address().isSilent() ? SHORT : PATIENCE);
                if (!outcome.getClass().getSimpleName().equals(way.address().outcome())) {
                    unexpected(way.address().fault(), outcome.toString());
                }
            }
        });
    }

    /** Several deliveries fail meanwhile, and all succeed when it is back. */
    private void leaveAndComeBack() throws InterruptedException {
        Target good = ways.getFirst().target();
        var _ = deliver(away, PATIENCE);
        atOnce(() -> {
            Instant end = clock.instant().plus(PATIENCE);
            while (!deliver(good, PATIENCE).equals(DeliveryOutcome.DELIVERED)) {
                if (clock.instant().isAfter(end)) {
                    unexpected("AWAY", "not delivered after its return");
                    return;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        });
    }

    private void atOnce(Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(Thread.ofVirtual().start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private DeliveryOutcome deliver(Target target, Duration limit) {
        Instant now = clock.instant();
        Message message = new Message(
                UUID.randomUUID(),
                "bench",
                new Message.Inline(PAYLOAD),
                Message.Routing.toAll(Bytes.EMPTY),
                new Message.Lifecycle(now, now, now, Optional.empty()),
                0,
                1,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
        try {
            return target.deliver(new DeliveryAttempt(message, 1, now.plus(limit)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
