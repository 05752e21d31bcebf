package io.walgateway.testkit.fake.storage;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Durable storage in memory, a separate one for each namespace of a configuration, shared by all clients. */
public final class InMemoryStorage implements DurableStorageProvider, DurableStorageClient {
    /** The type by which documents select it. */
    public static final String TYPE = "memory";

    private final InstantSource clock;
    private volatile Optional<Instant> latestExpiry = Optional.empty();
    private final Map<Place, Item> items = new ConcurrentHashMap<>();

    private record Place(String namespace, String key, int number) {}

    private record Item(Bytes content, Instant expiry) {}

    public InMemoryStorage(InstantSource clock) {
        this.clock = clock;
    }

    /** The keys of a storage namespace with at least one item that has not expired. */
    public List<String> liveKeys(String namespace) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().namespace().equals(namespace))
                .filter(item -> clock.instant().isBefore(item.getValue().expiry()))
                .map(item -> item.getKey().key())
                .distinct()
                .sorted()
                .toList();
    }

    /** The keys of a storage namespace with at least one item, expired or not. */
    public List<String> keys(String namespace) {
        return items.keySet().stream()
                .filter(place -> place.namespace().equals(namespace))
                .map(Place::key)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return List.of();
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        return this;
    }

    @Override
    public DurableStorage storage(DurableStorageConfig config) {
        return new Storage(config.namespace());
    }

    @Override
    public void provision(DurableStorageConfig config) {}

    @Override
    public void close() {}

    /** From now on, no item is kept after this time. */
    public void keepNothingAfter(Instant moment) {
        latestExpiry = Optional.of(moment);
    }

    private final class Storage implements DurableStorage {
        private final String namespace;

        Storage(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
            DurableStorage.requireKey(key);
            DurableStorage.requireNumber(number);
            DurableStorage.requireContent(content);
            items.put(new Place(namespace, key, number), new Item(content, expiry));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
            DurableStorage.requireKey(key);
            DurableStorage.requireNumber(number);
            DurableStorage.requireContent(content);
            AtomicReference<Optional<Bytes>> present = new AtomicReference<>(Optional.empty());
            items.compute(new Place(namespace, key, number), (_, item) -> {
                if (item == null || !isThere(item)) {
                    return new Item(content, expiry);
                }
                present.set(Optional.of(item.content()));
                return item;
            });
            return CompletableFuture.completedFuture(present.get());
        }

        @Override
        public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
            DurableStorage.requireContents(contents);
            Set<Integer> stored = contents.entrySet().stream()
                    .filter(item -> putIfAbsent(key, item.getKey(), item.getValue(), expiry)
                            .toCompletableFuture()
                            .join()
                            .isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            return CompletableFuture.completedFuture(stored);
        }

        @Override
        public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
            DurableStorage.requireKey(key);
            DurableStorage.requireNumber(number);
            DurableStorage.requireContent(content);
            AtomicBoolean replaced = new AtomicBoolean();
            items.computeIfPresent(new Place(namespace, key, number), (_, item) -> {
                boolean expectedOne = isThere(item) && item.content().equals(expected);
                replaced.set(expectedOne || (isThere(item) && item.content().equals(content)));
                return expectedOne ? new Item(content, expiry) : item;
            });
            return CompletableFuture.completedFuture(replaced.get());
        }

        @Override
        public CompletionStage<Void> remove(String key, int number) {
            DurableStorage.requireKey(key);
            DurableStorage.requireNumber(number);
            items.remove(new Place(namespace, key, number));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Optional<Instant> latestExpiry() {
            return latestExpiry;
        }

        @Override
        public CompletionStage<Optional<Bytes>> get(String key, int number) {
            DurableStorage.requireKey(key);
            DurableStorage.requireNumber(number);
            return CompletableFuture.completedFuture(Optional.ofNullable(items.get(new Place(namespace, key, number)))
                    .filter(this::isThere)
                    .map(Item::content));
        }

        @Override
        public CompletionStage<List<Integer>> numbers(String key) {
            DurableStorage.requireKey(key);
            TreeSet<Integer> numbers = new TreeSet<>();
            items.forEach((place, item) -> {
                if (isOf(place, key) && isThere(item)) {
                    numbers.add(place.number());
                }
            });
            return CompletableFuture.completedFuture(List.copyOf(numbers));
        }

        @Override
        public CompletionStage<Void> delete(String key) {
            DurableStorage.requireKey(key);
            items.keySet().removeIf(place -> isOf(place, key));
            return CompletableFuture.completedFuture(null);
        }

        private boolean isOf(Place place, String key) {
            return place.namespace().equals(namespace) && place.key().equals(key);
        }

        private boolean isThere(Item item) {
            return clock.instant().isBefore(item.expiry());
        }
    }
}
