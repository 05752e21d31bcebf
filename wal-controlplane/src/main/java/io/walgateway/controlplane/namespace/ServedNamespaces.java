package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.controlplane.store.Page;
import io.walgateway.core.namespace.NamespaceConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All present namespaces of every shard, read again after each change. The last read is kept while the store is away.
 * Safe for any number of threads.
 */
public final class ServedNamespaces implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServedNamespaces.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int PAGE = 200;

    private final NamespaceStore store;
    private final GenerationStore generations;
    private final ChangeFeed feed;
    private final Documents documents;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Collection<NamespaceConfig> last = List.of();

    /** Reads nothing before it is started. */
    public ServedNamespaces(NamespaceStore store, GenerationStore generations, ChangeFeed feed, Documents documents) {
        this.store = store;
        this.generations = generations;
        this.feed = feed;
        this.documents = documents;
    }

    /**
     * Follows the changes.
     *
     * @param listener called with all namespaces after each change, on one thread
     */
    public void start(Consumer<Collection<NamespaceConfig>> listener) {
        Thread.ofVirtual().name("namespaces").start(() -> follow(listener));
    }

    /** The namespaces as they were last read; none before the first read. */
    public Collection<NamespaceConfig> all() {
        return last;
    }

    private void follow(Consumer<Collection<NamespaceConfig>> listener) {
        long read = -1;
        try {
            do {
                long change = feed.lastSeen();
                if (change != read && reload(listener)) {
                    read = change;
                }
            } while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reload(Consumer<Collection<NamespaceConfig>> listener) {
        try {
            Map<String, List<EarlierGeneration>> earlier =
                    generations.all().stream().collect(Collectors.groupingBy(EarlierGeneration::namespace));
            Map<String, NamespaceConfig> all = new LinkedHashMap<>();
            String after = "";
            while (true) {
                Page<Revision> page = store.list(Optional.empty(), after, PAGE);
                page.items()
                        .forEach(revision -> documents
                                .config(revision)
                                .ifPresent(config -> all.put(
                                        config.name(),
                                        documents.withEarlier(
                                                config, earlier.getOrDefault(config.name(), List.of())))));
                if (page.next().isEmpty()) {
                    break;
                }
                after = page.next().get();
            }
            last = List.copyOf(all.values());
            listener.accept(last);
            return true;
        } catch (RefusedException away) {
            return false;
        } catch (RuntimeException e) {
            log.error("Expected to read the namespaces, but it failed; trying again", e);
            return false;
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
