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
    private final AtomicInteger conditions = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
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

    /** How many puts had a condition, of one item or several at once. */
    public int conditions() {
        return conditions.get();
    }

    /** How many items were asked for. */
    public int reads() {
        return reads.get();
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

    private final class Storage extends ForwardingStorage {

        Storage(DurableStorage storage) {
            super(storage);
        }

        @Override
        protected <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> request) {
            return away
                    ? CompletableFuture.failedFuture(new StorageUnavailableException("the storage is away", null))
                    : request.get();
        }

        @Override
        public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
            if (putsUntilAway.get() != ALL && putsUntilAway.getAndDecrement() <= 0) {
                away = true;
            }
            synchronized (waiting) {
                if (held) {
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    waiting.add(
                            () -> delegate().put(key, number, content, expiry).thenAccept(later::complete));
                    return later;
                }
            }
            return super.put(key, number, content, expiry);
        }

        @Override
        public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
            conditions.incrementAndGet();
            return super.putIfAbsent(key, number, content, expiry);
        }

        @Override
        public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
            conditions.incrementAndGet();
            return super.putAllIfAbsent(key, contents, expiry);
        }

        @Override
        public CompletionStage<Optional<Bytes>> get(String key, int number) {
            reads.incrementAndGet();
            return super.get(key, number);
        }
    }
}
