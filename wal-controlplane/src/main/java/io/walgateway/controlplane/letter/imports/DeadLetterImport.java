package io.walgateway.controlplane.letter.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.controlplane.letter.NewLetter;
import io.walgateway.controlplane.letter.store.LetterStore;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.retry.Restarts;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one dead-letter queue into the store, on its own thread, since a reader has to be polled all the time. Entries
 * are acknowledged only after they are committed, so none is acknowledged while the store is away.
 */
final class DeadLetterImport implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterImport.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final String namespace;
    private final Supplier<QueueReader> readers;
    private final LetterReading reading;
    private final LetterStore store;
    private final Semaphore atOnce;
    private final MeterRegistry metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Restarts pauses;
    private final Thread thread;

    /**
     * @param readers opens the reader, again after it has failed
     * @param atOnce  bounds how many imports use the store at the same time
     * @param pauses  before the reader is opened again; not shared with anything else
     */
    DeadLetterImport(
            String namespace,
            Supplier<QueueReader> readers,
            LetterReading reading,
            LetterStore store,
            Semaphore atOnce,
            MeterRegistry metrics,
            Restarts pauses) {
        this.namespace = namespace;
        this.readers = readers;
        this.reading = reading;
        this.store = store;
        this.atOnce = atOnce;
        this.metrics = metrics;
        this.pauses = pauses;
        this.thread =
                Thread.ofPlatform().daemon().name("dead-letters-" + namespace).start(this::run);
    }

    private void run() {
        try {
            while (!isClosing(Duration.ZERO)) {
                pauses.begun();
                try (QueueReader reader = readers.get()) {
                    read(reader);
                } catch (RuntimeException e) {
                    Duration restartIn = pauses.failed();
                    log.error(
                            "Expected to read dead letters, but it failed; next try in {}: namespace={}",
                            Durations.format(restartIn),
                            namespace,
                            e);
                    isClosing(restartIn);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(QueueReader reader) throws InterruptedException {
        while (!isClosing(Duration.ZERO)) {
            List<Lease> leases = reader.poll(POLL_WAIT);
            if (!leases.isEmpty()) {
                store(leases, reader);
                pauses.forget();
            }
        }
    }

    /** Returns when the entries are stored and acknowledged, or this is closing; the reader is polled meanwhile. */
    private void store(List<Lease> polled, QueueReader reader) throws InterruptedException {
        List<Lease> leases = new ArrayList<>(polled);
        boolean told = false;
        while (!add(leases)) {
            if (!told) {
                log.warn(
                        "Expected to store dead letters, but the store is away; trying again: namespace={}", namespace);
                told = true;
            }
            reader.pause();
            leases.addAll(reader.poll(POLL_WAIT));
            if (isClosing(POLL_WAIT)) {
                return;
            }
        }
        leases.forEach(reader::acknowledge);
        reader.resume();
    }

    private boolean add(List<Lease> leases) throws InterruptedException {
        Map<Object, NewLetter> letters = new LinkedHashMap<>();
        leases.stream().map(reading::read).forEach(letter -> letters.putIfAbsent(letter.identity(), letter));
        atOnce.acquire();
        try {
            int added = store.add(List.copyOf(letters.values()));
            Counter.builder("wal.controlplane.dead.letters.imported")
                    .description("Dead letters copied from their queue into the store")
                    .tag("namespace", namespace)
                    .register(metrics)
                    .increment(added);
            return true;
        } catch (RefusedException away) {
            return false;
        } finally {
            atOnce.release();
        }
    }

    private boolean isClosing(Duration within) throws InterruptedException {
        return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks the import to end; returns at once. */
    void stop() {
        closing.countDown();
    }

    /** Closes the reader, after the entries that are being stored. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(PATIENCE)) {
                log.warn(
                        "Expected the import to end within {}, but it did not: namespace={}",
                        Durations.format(PATIENCE),
                        namespace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
