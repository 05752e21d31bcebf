package io.walgateway.consumer.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.retry.Alarm;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.append.AppendTerms;
import io.walgateway.log.append.Appender;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.RecordEdits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps the sets of all namespaces of a process every few seconds, one after another, where the process gets the
 * lease.
 */
public final class SetSweeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SetSweeper.class);

    private final Supplier<Collection<NamespaceConfig>> namespaces;
    private final StorageClients storages;
    private final Appender appender;
    private final SetMeters meters;
    private final String holder;
    private final InstantSource clock;
    private final Map<SweepLease, Boolean> leases = new ConcurrentHashMap<>();
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param namespaces that this process serves now
     * @param holder     names this process; no other process has the name
     */
    public SetSweeper(
            Supplier<Collection<NamespaceConfig>> namespaces,
            StorageClients storages,
            Appender appender,
            SetMeters meters,
            String holder,
            InstantSource clock) {
        this.namespaces = namespaces;
        this.storages = storages;
        this.appender = appender;
        this.meters = meters;
        this.holder = holder;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("set-sweeper").unstarted(this::run);
    }

    /** Starts sweeping, on a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Ends the sweep under way, and gives up the leases. Blocks for some seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(Duration.ofSeconds(2));
            for (SweepLease lease : leases.keySet()) {
                lease.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StorageUnavailableException e) {
            log.debug("a lease of sets ends by itself", e);
        }
    }

    private void run() {
        try {
            while (!closing.await(SetSweep.EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                for (NamespaceConfig namespace : namespaces.get()) {
                    if (closing.getCount() > 0) {
                        sweep(namespace);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However a sweep ends, the next one may succeed. */
    private void sweep(NamespaceConfig namespace) throws InterruptedException {
        Optional<DurableStorageConfig> config = namespace.durableStorage().or(storages::standard);
        Optional<DurableStorage> storage = config.flatMap(storages::storage);
        if (storage.isEmpty() || appender.obstacle(namespace).isPresent()) {
            return;
        }
        try {
            SweepLease lease = new SweepLease(storage.get(), namespace.name(), holder);
            SetSweep sweep = new SetSweep(storage.get(), namespace.name(), marker -> queue(marker, namespace), meters);
            if (!sweep.isIdle() && lease.take(clock.instant())) {
                leases.put(lease, true);
                sweep.run(clock.instant());
            }
            alarms.remove(namespace.name());
        } catch (RuntimeException e) {
            meters.sweepFailed();
            long times =
                    alarms.computeIfAbsent(namespace.name(), _ -> new Alarm()).failed(clock.instant());
            if (times > 0) {
                log.warn(
                        "Expected to sweep the mutation sets of a namespace, but failed {} times; trying again:"
                                + " namespace={} storage={}: {}",
                        times,
                        namespace.name(),
                        config.get(),
                        Reasons.of(e));
            }
        }
    }

    private CompletionStage<AppendResult> queue(Bytes marker, NamespaceConfig namespace) {
        LogEntry entry = RecordEdits.of(marker).entry();
        Set<ConsumerGroup> groups = entry.hasOwnTarget()
                ? Set.of(ConsumerGroup.ofRequestTargets(namespace.name()))
                : ConsumerGroup.ofTargets(namespace);
        return appender.append(entry, namespace, groups, AppendTerms.AGAIN);
    }
}
