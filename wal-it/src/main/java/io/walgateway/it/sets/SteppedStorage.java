package io.walgateway.it.sets;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import io.walgateway.testkit.fake.storage.ForwardingStorage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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

    private final class Stepped extends ForwardingStorage {
        private final Map<Turns.Actor, Map<String, Optional<Bytes>>> seen = new HashMap<>();

        Stepped(DurableStorage storage) {
            super(storage);
        }

        @Override
        protected <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> request) {
            turns.pause();
            return request.get();
        }

        @Override
        public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
            return mutant == SetMutant.FORGETS_PROGRESS && key.contains("/done/")
                    ? pass(() -> CompletableFuture.completedFuture(null))
                    : super.put(key, number, content, expiry);
        }

        @Override
        public CompletionStage<Optional<Bytes>> get(String key, int number) {
            return mutant == SetMutant.LOOKS_AT_A_SET_ONCE && turns.current().isIntruder()
                    ? pass(() -> CompletableFuture.completedFuture(firstSeen(key, number)))
                    : super.get(key, number);
        }

        private Optional<Bytes> firstSeen(String key, int number) {
            Map<String, Optional<Bytes>> before = seen.computeIfAbsent(turns.current(), _ -> new HashMap<>());
            return before.computeIfAbsent(
                    key, _ -> delegate().get(key, number).toCompletableFuture().join());
        }

        /** Lists of unfinished sets are mostly empty: no turn is lost for them. */
        @Override
        public CompletionStage<List<Integer>> numbers(String key) {
            return key.startsWith("sets/") ? delegate().numbers(key) : super.numbers(key);
        }
    }
}
