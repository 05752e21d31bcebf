package io.walgateway.config.catalog;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Namespaces from a control plane. The catalog asks for changes all the time, and the control plane answers when there
 * is one. The last good state is kept on disk, so that a process can start while the control plane is away. The copy is
 * used only then: it may contain a namespace that was deleted since, and a process that uses it without asking first
 * would deliver that namespace's messages. No failure removes a namespace: only the control plane's own answer does.
 *
 * <p>After each failure the catalog asks for everything again, so that it also follows a control plane that came back
 * with an older or a different store.
 */
public final class ControlPlaneCatalog implements WatchedCatalog {
    /** Short enough that a control plane which hangs is reported within 5 s. */
    private static final Duration WAIT = Duration.ofSeconds(2);
    /** Limits the rate of requests to a control plane that answers without waiting. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Backoff AFTER_TROUBLE = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final WatchClient client;
    private final Entries entries;
    private final Snapshot snapshot;
    private final Served served = new Served();
    private final ContactRecord contact;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Thread thread;
    /** Failures in a row; only the catalog's own thread counts them. */
    private int failures;
    /**
     * True once the control plane has answered, or has failed to for the first time; only for the catalog's own
     * thread.
     */
    private boolean begun;

    /** True if there is a last good copy. */
    private boolean copied;

    private ControlPlaneCatalog(
            WatchClient client,
            String shard,
            Path cacheDirectory,
            Plugins plugins,
            InstantSource clock,
            RandomGenerator random) {
        this.client = client;
        this.entries = new Entries(shard, plugins);
        this.snapshot = new Snapshot(cacheDirectory, shard);
        this.contact = new ContactRecord(client.toString(), clock);
        this.clock = clock;
        this.random = random;
        this.thread = Thread.ofPlatform().daemon().name("control-plane-catalog").unstarted(this::follow);
    }

    /**
     * Starts to follow the control plane. If the first request gets no answer, starts from the last good copy, if there
     * is one; this takes up to 10 s when the control plane hangs.
     *
     * @param client         closed with the catalog
     * @param shard          only namespaces of this shard are served
     * @param cacheDirectory where the last good copy is stored; created if it does not exist
     * @param random         only for the catalog's own thread
     */
    static ControlPlaneCatalog open(
            WatchClient client,
            String shard,
            Path cacheDirectory,
            Plugins plugins,
            InstantSource clock,
            RandomGenerator random) {
        ControlPlaneCatalog catalog = new ControlPlaneCatalog(client, shard, cacheDirectory, plugins, clock, random);
        // Not served yet. If the current document of a namespace is not valid here, its last valid one is in the copy
        // alone.
        catalog.snapshot.read().ifPresent(last -> {
            catalog.entries.applyAll(last.changes());
            catalog.copied = true;
        });
        catalog.thread.start();
        return catalog;
    }

    @Override
    public Optional<NamespaceConfig> find(String name) {
        return Optional.ofNullable(served.byName().get(name));
    }

    @Override
    public boolean isEnding(String name) {
        return served.isEnding(name);
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
        client.close();
    }

    private void follow() {
        while (true) {
            try {
                followUntilTrouble();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                failures++;
                contact.lost(Reasons.of(e));
                beginWithLastCopy();
            }
            if (!paused(AFTER_TROUBLE.pause(failures, random.nextDouble()))) {
                return;
            }
        }
    }

    private void beginWithLastCopy() {
        if (!begun && copied) {
            served.serve(entries.configs(), entries.ending());
        }
        begun = true;
    }

    private void followUntilTrouble() throws IOException, InterruptedException {
        long revision = takeEverything();
        while (true) {
            Instant asked = clock.instant();
            WatchAnswer answer = client.ask(revision, WAIT);
            if (answer.revision() < revision) {
                throw new IOException("Expected changes after revision " + revision + ", but the control plane is at "
                        + answer.revision() + ": asking for everything");
            }
            failures = 0;
            revision = answer.revision();
            take(revision, entries.apply(answer.changes()));
            boolean atOnce = Duration.between(asked, clock.instant()).compareTo(PAUSE) < 0;
            if (answer.changes().isEmpty() && atOnce) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private long takeEverything() throws IOException, InterruptedException {
        WatchAnswer everything = client.ask(0, Duration.ZERO);
        take(everything.revision(), entries.applyAll(everything.changes()));
        return everything.revision();
    }

    private void take(long revision, boolean changed) {
        contact.found();
        begun = true;
        served.serve(entries.configs(), entries.ending());
        if (changed) {
            snapshot.write(revision, entries.puts());
        }
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
