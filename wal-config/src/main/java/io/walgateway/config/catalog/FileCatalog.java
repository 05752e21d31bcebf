package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Namespaces from a directory: each file {@code NAME.json}, {@code NAME.yaml} or {@code NAME.yml} is a namespace's
 * document. Looks for changes every second. A file that is not valid, or uses a queue of another namespace, leaves the
 * namespace as it was; removing a file removes its namespace. A namespace's revision counts the changes that this
 * process has seen.
 */
public final class FileCatalog implements WatchedCatalog {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final NamespaceDirectory directory;
    private final Served served = new Served();
    private final ContactRecord contact;
    private final Thread thread;

    private FileCatalog(Path directory, String shard, Plugins plugins, QueueNames queues, InstantSource clock) {
        this.directory = new NamespaceDirectory(directory, shard, plugins, queues);
        this.contact = new ContactRecord(directory.toString(), clock);
        this.thread = Thread.ofVirtual().name("file-catalog").unstarted(this::follow);
    }

    /**
     * Starts to follow a directory.
     *
     * @param shard  only namespaces of this shard are served
     * @param queues finds the queues of namespaces: a namespace whose queues belong to another is refused
     */
    public static FileCatalog open(
            Path directory, String shard, Plugins plugins, QueueNames queues, InstantSource clock) {
        FileCatalog catalog = new FileCatalog(directory, shard, plugins, queues, clock);
        catalog.thread.start();
        return catalog;
    }

    @Override
    public Optional<NamespaceConfig> find(String name) {
        return Optional.ofNullable(served.byName().get(name));
    }

    @Override
    public Collection<NamespaceConfig> all() {
        return served.byName().values();
    }

    @Override
    public CompletionStage<Void> ready() {
        return served.ready();
    }

    @Override
    public void listen(Runnable onChange) {
        served.listen(onChange);
    }

    @Override
    public Contact contact() {
        return contact.contact();
    }

    @Override
    public void close() {
        Closing.end(thread);
    }

    private void follow() {
        try {
            while (true) {
                look();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            served.serve(directory.read());
            contact.found();
        } catch (IOException | RuntimeException e) {
            contact.lost(Reasons.of(e));
        }
    }
}
