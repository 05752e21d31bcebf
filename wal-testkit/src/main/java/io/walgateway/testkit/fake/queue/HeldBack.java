package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Entries that are not due yet. To be used under the lock of its store. */
final class HeldBack {
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparingLong(Waiting::number));
    private long numbers;

    private record Waiting(List<String> names, QueueEntry entry, long number) {
        private Instant due() {
            return entry.due();
        }
    }

    void add(List<String> names, QueueEntry entry) {
        waiting.add(new Waiting(names, entry, numbers++));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Hands over due entries in order. */
    void release(Instant now, BiConsumer<List<String>, QueueEntry> due) {
        while (!waiting.isEmpty() && !waiting.peek().due().isAfter(now)) {
            Waiting next = waiting.remove();
            due.accept(next.names(), next.entry());
        }
    }

    void cancel(List<String> names, UUID id) {
        waiting.removeIf(each -> each.names().equals(names) && each.entry().id().equals(id));
    }

    void clear(List<String> names) {
        waiting.removeIf(each -> each.names().equals(names));
    }

    DelayedCounts counts(List<String> names, Instant now) {
        long[] counts = new long[5];
        waiting.stream()
                .filter(each -> each.names().equals(names))
                .forEach(each -> counts[bucket(Duration.between(now, each.due()))]++);
        return new DelayedCounts(counts[0], counts[1], counts[2], counts[3], counts[4], 0, now);
    }

    private static int bucket(Duration ahead) {
        if (ahead.isNegative()) {
            return 0;
        } else if (ahead.compareTo(Duration.ofMinutes(1)) <= 0) {
            return 1;
        } else if (ahead.compareTo(Duration.ofHours(1)) <= 0) {
            return 2;
        }
        return ahead.compareTo(Duration.ofDays(1)) <= 0 ? 3 : 4;
    }
}
