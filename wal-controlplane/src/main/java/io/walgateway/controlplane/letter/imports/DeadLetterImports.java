package io.walgateway.controlplane.letter.imports;

import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.controlplane.letter.store.LetterStore;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.core.retry.Restarts;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import for each dead-letter queue of each namespace in each region, as the namespaces change. All control planes read in the
 * same group, and share the entries between them. Entries from before the first import are imported, too.
 */
public final class DeadLetterImports implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterImports.class);
    private static final int STORING_AT_ONCE_MAX = 2;

    private final Map<String, Function<String, Optional<QueueClient>>> clients;
    private final LetterStore store;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final SplittableGenerator random;
    private final Semaphore storing = new Semaphore(STORING_AT_ONCE_MAX, true);
    private final Map<Place, DeadLetterImport> imports = new HashMap<>();
    /** Imports that were asked to end and have not ended yet. */
    private final Map<Place, Ending> endings = new HashMap<>();

    private boolean closed;

    private record Ending(DeadLetterImport over, Thread thread) {}

    /** Identifies an import. The rest of the queue's configuration may change while it is read. */
    private record Place(String region, String namespace, String type, String cluster, List<String> names) {
        static Place of(String region, String namespace, QueueConfig deadLetters) {
            return new Place(region, namespace, deadLetters.type(), deadLetters.cluster(), deadLetters.names());
        }

        QueueConfig deadLetters() {
            return new QueueConfig(type, cluster, names, List.of(), Map.of());
        }

        String told() {
            return names + (region.isEmpty() ? "" : " region=" + region);
        }
    }

    /** @param clients by region, and there by type of queue */
    public DeadLetterImports(
            Map<String, Function<String, Optional<QueueClient>>> clients,
            LetterStore store,
            MeterRegistry metrics,
            InstantSource clock,
            SplittableGenerator random) {
        this.clock = clock;
        this.random = random;
        this.clients = Map.copyOf(clients);
        this.store = store;
        this.metrics = metrics;
    }

    /** Starts imports for new queues, and ends those of queues that are gone; waits for neither. */
    public synchronized void follow(Collection<NamespaceConfig> namespaces) {
        Set<Place> wanted = new HashSet<>();
        for (NamespaceConfig namespace : namespaces) {
            clients.forEach((region, queues) -> namespace.allQueues().stream()
                    .filter(queue -> !queue.deadLetterNames().isEmpty())
                    .filter(queue -> queues.apply(queue.type()).isPresent())
                    .forEach(queue -> wanted.add(Place.of(region, namespace.name(), queue.deadLetters()))));
        }
        Set<Place> over = new HashSet<>(imports.keySet());
        over.removeAll(wanted);
        over.forEach(this::end);
        if (!closed) {
            wanted.forEach(place -> imports.computeIfAbsent(place, this::begin));
        }
    }

    private DeadLetterImport begin(Place place) {
        QueueClient client = Objects.requireNonNull(clients.get(place.region()))
                .apply(place.type())
                .orElseThrow();
        ConsumerGroup group = ConsumerGroup.ofDeadLetters(place.namespace());
        log.info("importing dead letters: namespace={} queues={}", place.namespace(), place.told());
        Optional<DeadLetterImport> before =
                Optional.ofNullable(endings.get(place)).map(Ending::over);
        return new DeadLetterImport(
                place.namespace(),
                () -> {
                    before.ifPresent(DeadLetterImport::close);
                    return client.reader(place.deadLetters(), group, new NothingInHand());
                },
                new LetterReading(place.namespace(), place.region()),
                store,
                storing,
                metrics,
                new Restarts(Restarts.USUAL, clock, random.split()));
    }

    /** A reader may take seconds to close, so imports end in parallel, and the caller does not wait for them. */
    private void end(Place place) {
        DeadLetterImport over = imports.remove(place);
        if (over != null) {
            over.stop();
            Thread thread = Thread.ofVirtual()
                    .name("dead-letters-end-" + place.namespace())
                    .unstarted(() -> awaitEnd(place, over));
            endings.put(place, new Ending(over, thread));
            thread.start();
        }
    }

    private void awaitEnd(Place place, DeadLetterImport over) {
        over.close();
        synchronized (this) {
            endings.computeIfPresent(place, (_, ending) -> ending.over() == over ? null : ending);
        }
        log.info("importing no more: namespace={} queues={}", place.namespace(), place.told());
    }

    @Override
    public void close() {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            List.copyOf(imports.keySet()).forEach(this::end);
            ending = endings.values().stream().map(Ending::thread).toList();
        }
        try {
            for (Thread thread : ending) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Polled entries are stored before the next poll; entries that are not stored yet may be delivered to another
     * reader again.
     */
    private record NothingInHand() implements SliceListener {
        @Override
        public void assigned(Set<Slice> slices) {}

        @Override
        public void revoked(Set<Slice> slices) {}

        @Override
        public void lost(Set<Slice> slices) {}
    }
}
