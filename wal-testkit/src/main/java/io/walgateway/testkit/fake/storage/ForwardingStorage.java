package io.walgateway.testkit.fake.storage;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.storage.DurableStorage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Passes each request on to another storage. A subclass changes single requests, or all of them by {@link #pass}. Notes
 * are puts, as the port has them by default, and {@code forget} is a deletion.
 */
public abstract class ForwardingStorage implements DurableStorage {
    private final DurableStorage delegate;

    protected ForwardingStorage(DurableStorage delegate) {
        this.delegate = delegate;
    }

    /** The storage that gets the requests. */
    protected final DurableStorage delegate() {
        return delegate;
    }

    /** Called for each request; the request is made when it is asked for its stage. */
    protected <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> request) {
        return request.get();
    }

    @Override
    public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
        return pass(() -> delegate.put(key, number, content, expiry));
    }

    @Override
    public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
        return pass(() -> delegate.putIfAbsent(key, number, content, expiry));
    }

    @Override
    public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
        return pass(() -> delegate.putAllIfAbsent(key, contents, expiry));
    }

    @Override
    public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
        return pass(() -> delegate.replace(key, number, expected, content, expiry));
    }

    @Override
    public CompletionStage<Void> remove(String key, int number) {
        return pass(() -> delegate.remove(key, number));
    }

    @Override
    public Optional<Instant> latestExpiry() {
        return delegate.latestExpiry();
    }

    @Override
    public CompletionStage<Optional<Bytes>> get(String key, int number) {
        return pass(() -> delegate.get(key, number));
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        return pass(() -> delegate.numbers(key));
    }

    @Override
    public CompletionStage<Void> delete(String key) {
        return pass(() -> delegate.delete(key));
    }
}
