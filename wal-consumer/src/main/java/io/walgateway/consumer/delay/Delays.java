package io.walgateway.consumer.delay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.consumer.route.Assignment;
import io.walgateway.core.namespace.NamespaceCatalog;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.retry.Alarm;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the timers of delayed messages running: once for each queue of each namespace that is served here, for as long
 * as the catalog has it. Timers that cannot be started are tried again.
 */
public final class Delays implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Delays.class);

    private final NamespaceCatalog catalog;
    private final Assignment assignment;
    private final Function<String, Optional<QueueClient>> clients;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<Place, Kept> kept = new HashMap<>();
    private final Map<Place, Trouble> failed = new TreeMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The identity of a queue, whatever its settings. */
    private record Place(String namespace, String type, String cluster, List<String> names)
            implements Comparable<Place> {
        static Place of(NamespaceConfig namespace, QueueConfig queue) {
            return new Place(namespace.name(), queue.type(), queue.cluster(), queue.names());
        }

        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return namespace + " on " + type + ":" + cluster + ":" + String.join(",", names);
        }
    }

    private record Trouble(String why, Alarm alarm) {}

    private record Kept(DelayTimers keeping, DelayMetrics metrics) implements AutoCloseable {
        @Override
        public void close() {
            metrics.close();
            keeping.close();
        }
    }

    /**
     * @param assignment which namespaces this process serves
     * @param clients the client for a type of queue; empty: there is no plugin for it
     */
    public Delays(
            NamespaceCatalog catalog,
            Assignment assignment,
            Function<String, Optional<QueueClient>> clients,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this.catalog = catalog;
        this.assignment = assignment;
        this.clients = clients;
        this.registry = registry;
        this.clock = clock;
        this.random = random;
        Gauge.builder(
                        "wal.consumer.delays.failed",
                        this,
                        delays -> delays.troubles().size())
                .description("Queues whose delayed messages this process should release, and cannot")
                .register(registry);
    }

    /** Follows the catalog from now on. */
    public void start() {
        catalog.listen(this::reconcile);
        reconcile();
        Thread.ofVirtual().name("delays").start(this::tryAgain);
    }

    /** The queues whose timers do not run, and why. */
    public synchronized Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        failed.forEach((place, trouble) -> troubles.put(place.toString(), trouble.why()));
        return troubles;
    }

    /** Hands all timers over to other processes at once; blocks until that is done. */
    @Override
    public void close() {
        closing.countDown();
        List<Thread> ending;
        synchronized (this) {
            ending = kept.values().stream()
                    .map(one -> Thread.ofVirtual().start(one::close))
                    .toList();
            kept.clear();
        }
        try {
            for (Thread thread : ending) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryAgain() {
        try {
            int failures = 0;
            while (!closing.await(pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS)) {
                failures = troubles().isEmpty() ? 0 : failures + 1;
                if (failures > 0) {
                    reconcile();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pauseAfter(int failures) {
        return Backoff.STORING.pause(failures + 1, random.nextDouble());
    }

    private synchronized void reconcile() {
        if (closing.getCount() == 0) {
            return;
        }
        Map<Place, QueueConfig> wanted = new HashMap<>();
        catalog.all().stream()
                .filter(assignment::serves)
                .forEach(namespace ->
                        namespace.readQueues().forEach(queue -> wanted.put(Place.of(namespace, queue), queue)));
        failed.keySet().retainAll(wanted.keySet());
        wanted.forEach(this::begin);
        List.copyOf(kept.keySet()).stream()
                .filter(place -> !wanted.containsKey(place))
                .forEach(this::end);
    }

    private void begin(Place place, QueueConfig queue) {
        Optional<QueueClient> client = clients.apply(queue.type());
        if (kept.containsKey(place) || client.isEmpty()) {
            return;
        }
        try {
            DelayTimers keeping = client.get().delays().keep(queue);
            kept.put(place, new Kept(keeping, new DelayMetrics(registry, place.namespace(), queue, keeping)));
            failed.remove(place);
        } catch (RuntimeException | LinkageError e) {
            Alarm alarm = failed.containsKey(place) ? failed.get(place).alarm() : new Alarm();
            failed.put(place, new Trouble(Reasons.of(e), alarm));
            long tries = alarm.failed(clock.instant());
            if (tries > 0) {
                log.error(
                        "Expected to keep the time of delayed messages, but could not, {} times; trying again: queue={}",
                        tries,
                        place,
                        e);
            }
        }
    }

    private void end(Place place) {
        Kept gone = kept.remove(place);
        if (gone != null) {
            Thread.ofVirtual().name("end " + place).start(gone::close);
        }
    }
}
