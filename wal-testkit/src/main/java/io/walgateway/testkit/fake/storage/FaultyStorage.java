package io.walgateway.testkit.fake.storage;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import io.walgateway.core.storage.StorageUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Durable storage with injected faults, until it is {@link #heal healed}. Faults also apply to clients that are already
 * open.
 */
public final class FaultyStorage implements DurableStorageProvider {
    private static final int ALL = Integer.MAX_VALUE;

    private final DurableStorageProvider delegate;
    private final AtomicInteger putsUntilAway = new AtomicInteger(ALL);
    private volatile boolean away;
    private volatile boolean held;
    private final List<Runnable> waiting = new ArrayList<>();
    private final AtomicInteger refusedProvisions = new AtomicInteger();
    private final Set<DurableStorageConfig> provisioned = ConcurrentHashMap.newKeySet();

    public FaultyStorage(DurableStorageProvider delegate) {
        this.delegate = delegate;
    }

    /** Nothing gets through. */
    public void unavailable() {
        away = true;
    }

    /** This many puts succeed; after that nothing gets through. */
    public void unavailableAfterPuts(int puts) {
        putsUntilAway.set(puts);
    }

    /** Puts are not carried out before {@link #release}. */
    public void holdingPuts() {
        held = true;
    }

    /** Carries out the held puts. */
    public void release() {
        List<Runnable> released;
        synchronized (waiting) {
            held = false;
            released = List.copyOf(waiting);
            waiting.clear();
        }
        released.forEach(Runnable::run);
    }

    /** How often provisioning was refused while the storage was away. */
    public int refusedProvisions() {
        return refusedProvisions.get();
    }

    /** The configurations that were provisioned. */
    public Set<DurableStorageConfig> provisioned() {
        return Set.copyOf(provisioned);
    }

    /** Everything works again. */
    public void heal() {
        putsUntilAway.set(ALL);
        away = false;
    }

    @Override
    public String type() {
        return delegate.type();
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return delegate.check(config);
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        DurableStorageClient client = delegate.open(context);
        return new DurableStorageClient() {
            @Override
            public DurableStorage storage(DurableStorageConfig config) {
                return new Storage(client.storage(config));
            }

            @Override
            public void provision(DurableStorageConfig config) {
                if (away) {
                    refusedProvisions.incrementAndGet();
                    throw new StorageUnavailableException("the storage is away", null);
                }
                client.provision(config);
                provisioned.add(config);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private <T> CompletionStage<T> unlessAway(Supplier<CompletionStage<T>> request) {
        return away
                ? CompletableFuture.failedFuture(new StorageUnavailableException("the storage is away", null))
                : request.get();
    }

    private final class Storage implements DurableStorage {
        private final DurableStorage storage;

        Storage(DurableStorage storage) {
            this.storage = storage;
        }

        @Override
        public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
            if (putsUntilAway.get() != ALL && putsUntilAway.getAndDecrement() <= 0) {
                away = true;
            }
            synchronized (waiting) {
                if (held) {
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    waiting.add(() -> storage.put(key, number, content, expiry).thenAccept(later::complete));
                    return later;
                }
            }
            return unlessAway(() -> storage.put(key, number, content, expiry));
        }

        @Override
        public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
            return unlessAway(() -> storage.putIfAbsent(key, number, content, expiry));
        }

        @Override
        public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
            return unlessAway(() -> storage.putAllIfAbsent(key, contents, expiry));
        }

        @Override
        public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
            return unlessAway(() -> storage.replace(key, number, expected, content, expiry));
        }

        @Override
        public CompletionStage<Void> remove(String key, int number) {
            return unlessAway(() -> storage.remove(key, number));
        }

        @Override
        public Optional<Instant> latestExpiry() {
            return storage.latestExpiry();
        }

        @Override
        public CompletionStage<Optional<Bytes>> get(String key, int number) {
            return unlessAway(() -> storage.get(key, number));
        }

        @Override
        public CompletionStage<List<Integer>> numbers(String key) {
            return unlessAway(() -> storage.numbers(key));
        }

        @Override
        public CompletionStage<Void> delete(String key) {
            return unlessAway(() -> storage.delete(key));
        }
    }
}
