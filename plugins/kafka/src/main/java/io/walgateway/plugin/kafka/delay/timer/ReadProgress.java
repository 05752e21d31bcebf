package io.walgateway.plugin.kafka.delay.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers where partitions ended at which time, and what the group has committed. After a while without news, entries
 * no longer wait for possible cancellations.
 */
final class ReadProgress implements SourceTail {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration WANTED_FOR = Duration.ofSeconds(10);
    private static final int REMEMBERED_MAX = 240;

    private final InstantSource clock;
    private final Map<Integer, Deque<End>> ends = new HashMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<Integer, Instant> reached = new HashMap<>();
    private long newsNanos = System.nanoTime();
    private long askedNanos = System.nanoTime() - WANTED_FOR.toNanos();

    private record End(Instant seen, long position) {}

    ReadProgress(InstantSource clock) {
        this.clock = clock;
    }

    /** The time at which the ends are asked for: all records appended earlier are before those ends. */
    Instant now() {
        return clock.instant();
    }

    /** True if a timer needs news soon. While none does, the absence of news is not a failure. */
    synchronized boolean wantsNews() {
        boolean wanted = System.nanoTime() - askedNanos < WANTED_FOR.toNanos();
        newsNanos = wanted ? newsNanos : System.nanoTime();
        return wanted;
    }

    @Override
    public synchronized void askedSoon() {
        askedNanos = System.nanoTime();
    }

    synchronized void news(Instant asked, Map<Integer, Long> endsThen, Map<Integer, Long> committedThen) {
        newsNanos = System.nanoTime();
        committed.putAll(committedThen);
        endsThen.forEach((partition, end) -> {
            Deque<End> known = ends.computeIfAbsent(partition, _ -> new ArrayDeque<>());
            known.addLast(new End(asked, end));
            if (known.size() > REMEMBERED_MAX) {
                known.removeFirst();
            }
        });
    }

    @Override
    public synchronized Instant readUntil(int partition, long position) {
        if (System.nanoTime() - newsNanos > PATIENCE.toNanos()) {
            return Instant.MAX;
        }
        long read = Math.max(position, committed.getOrDefault(partition, 0L));
        Deque<End> known = ends.getOrDefault(partition, new ArrayDeque<>());
        while (!known.isEmpty() && known.getFirst().position() <= read) {
            reached.put(partition, known.removeFirst().seen());
        }
        return reached.getOrDefault(partition, Instant.MIN);
    }
}
