package io.walgateway.it.sets;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets another process take its turn before each request. */
record SteppedStorage(DurableStorageProvider delegate, Turns turns, SetMutant mutant)
        implements DurableStorageProvider {

    @Override
    public String type() {
        return delegate.type();
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return List.of();
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        DurableStorageClient client = delegate.open(context);
        return new DurableStorageClient() {
            @Override
            public DurableStorage storage(DurableStorageConfig config) {
                return new Stepped(client.storage(config));
            }

            @Override
            public void provision(DurableStorageConfig config) {
                client.provision(config);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private final class Stepped implements DurableStorage {
        private final DurableStorage storage;
        private final Map<Turns.Actor, Map<String, Optional<Bytes>>> seen = new HashMap<>();

        Stepped(DurableStorage storage) {
            this.storage = storage;
        }

        @Override
        public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
            turns.pause();
            return mutant == SetMutant.FORGETS_PROGRESS && key.contains("/done/")
                    ? CompletableFuture.completedFuture(null)
                    : storage.put(key, number, content, expiry);
        }

        @Override
        public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
            turns.pause();
            return storage.putIfAbsent(key, number, content, expiry);
        }

        @Override
        public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
            turns.pause();
            return storage.putAllIfAbsent(key, contents, expiry);
        }

        @Override
        public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
            turns.pause();
            return storage.replace(key, number, expected, content, expiry);
        }

        @Override
        public CompletionStage<Void> remove(String key, int number) {
            turns.pause();
            return storage.remove(key, number);
        }

        @Override
        public CompletionStage<Optional<Bytes>> get(String key, int number) {
            turns.pause();
            if (mutant == SetMutant.LOOKS_AT_A_SET_ONCE && turns.current().isIntruder()) {
                Map<String, Optional<Bytes>> before = seen.computeIfAbsent(turns.current(), _ -> new HashMap<>());
                return CompletableFuture.completedFuture(before.computeIfAbsent(
                        key, _ -> storage.get(key, number).toCompletableFuture().join()));
            }
            return storage.get(key, number);
        }

        /** Lists of unfinished sets are mostly empty: no turn is lost for them. */
        @Override
        public CompletionStage<List<Integer>> numbers(String key) {
            if (!key.startsWith("sets/")) {
                turns.pause();
            }
            return storage.numbers(key);
        }

        @Override
        public CompletionStage<Void> delete(String key) {
            turns.pause();
            return storage.delete(key);
        }
    }
}
