package io.walgateway.server;

import io.walgateway.config.catalog.WatchedCatalog;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.testkit.fake.TestClock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A catalog that knows what the test tells it. */
final class FixedCatalog implements WatchedCatalog {
    private final Map<String, NamespaceConfig> namespaces = new ConcurrentHashMap<>();
    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Optional<String> away = Optional.empty();

    void put(NamespaceConfig namespace) {
        namespaces.put(namespace.name(), namespace);
        listeners.forEach(Runnable::run);
    }

    void remove(String name) {
        namespaces.remove(name);
        listeners.forEach(Runnable::run);
    }

    void end(String name) {
        ending.add(name);
    }

    @Override
    public boolean isEnding(String name) {
        return ending.contains(name);
    }

    void becomeReady() {
        ready.complete(null);
    }

    /** From now on its source does not answer. */
    void loseItsSource(String why) {
        away = Optional.of(why);
    }

    @Override
    public Contact contact() {
        return new Contact(ready.isDone() && away.isEmpty(), TestClock.START, away);
    }

    @Override
    public Optional<NamespaceConfig> find(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    @Override
    public Collection<NamespaceConfig> all() {
        return namespaces.values();
    }

    @Override
    public CompletionStage<Void> ready() {
        return ready;
    }

    @Override
    public void listen(Runnable onChange) {
        listeners.add(onChange);
    }

    @Override
    public void close() {}
}
