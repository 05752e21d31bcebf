package io.walgateway.testkit.fake.storage;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.storage.DurableStorage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A storage to which something happens just before the items of a key are listed.
 *
 * @param beforeNumbers receives the key
 */
public record StorageWithHook(DurableStorage delegate, Consumer<String> beforeNumbers) implements DurableStorage {

    @Override
    public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
        return delegate.put(key, number, content, expiry);
    }

    @Override
    public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
        return delegate.putIfAbsent(key, number, content, expiry);
    }

    @Override
    public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
        return delegate.putAllIfAbsent(key, contents, expiry);
    }

    @Override
    public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
        return delegate.replace(key, number, expected, content, expiry);
    }

    @Override
    public CompletionStage<Void> remove(String key, int number) {
        return delegate.remove(key, number);
    }

    @Override
    public Optional<Instant> latestExpiry() {
        return delegate.latestExpiry();
    }

    @Override
    public CompletionStage<Optional<Bytes>> get(String key, int number) {
        return delegate.get(key, number);
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        beforeNumbers.accept(key);
        return delegate.numbers(key);
    }

    @Override
    public CompletionStage<Void> delete(String key) {
        return delegate.delete(key);
    }
}
