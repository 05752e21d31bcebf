package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.deletion.Contents.Counted;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.Audience;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.Ending;
import io.walgateway.controlplane.store.EndingStore;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes deletions. First, every process must have seen that the namespace is ending, and appends in flight must
 * have been answered. Then {@link EndingStep} decides each next step until the namespace is gone. Each step is recorded
 * in the store and can be repeated, so when a control plane dies, any other one takes over, or the same one after a
 * restart.
 */
public final class Endings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Endings.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE_MAX = 8;

    private final EndingStore endings;
    private final NamespaceStore namespaces;
    private final GenerationStore generations;
    private final Audience audience;
    private final Documents documents;
    private final Contents contents;
    private final OpenLetters letters;
    private final ChangeFeed feed;
    private final InstantSource clock;
    private final Duration inFlightMax;
    /**
     * It may take months until the last message is due, so a namespace in which nothing moves is counted less often.
     */
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    /** Why each deletion could not proceed when it was last tried. */
    private final Map<String, String> said = new ConcurrentHashMap<>();

    private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("endings").unstarted(this::run);

    /**
     * The stores of revisions, generations and deletions.
     *
     * @param audience not shared with anything else
     */
    public record Stores(
            EndingStore endings, NamespaceStore namespaces, GenerationStore generations, Audience audience) {}

    /**
     * @param inFlightMax the time within which a process answers the appends that were in flight when it learned of the
     *                    deletion
     */
    public Endings(
            Stores stores,
            Documents documents,
            Regions regions,
            OpenLetters letters,
            ChangeFeed feed,
            InstantSource clock,
            Duration inFlightMax) {
        this.endings = stores.endings();
        this.namespaces = stores.namespaces();
        this.generations = stores.generations();
        this.audience = stores.audience();
        this.documents = documents;
        this.contents = new Contents(regions, letters);
        this.letters = letters;
        this.feed = feed;
        this.clock = clock;
        this.inFlightMax = inFlightMax;
    }

    /** Starts to work on all deletions. */
    public void start() {
        thread.start();
    }

    /** How many looks are still to be skipped, and how many there were to skip at first. */
    private record Pause(int left, int length) {
        private static final int LENGTH_MAX = 8;
        private static final Pause NONE = new Pause(0, 0);

        static Pause after(@Nullable Pause before) {
            int length = before == null ? 0 : Math.min(LENGTH_MAX, 2 * before.length() + 1);
            return new Pause(length, length);
        }

        Pause next() {
            return new Pause(Math.max(0, left - 1), length);
        }
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one step for each deletion, a few at once, because an unreachable queue takes long to fail. */
    private void look() throws InterruptedException {
        List<Thread> looks = new ArrayList<>();
        try {
            for (Ending ending : endings.all()) {
                atOnce.acquire();
                looks.add(
                        Thread.ofVirtual().name("ending " + ending.namespace()).start(() -> {
                            try {
                                lookAt(ending);
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
        } catch (RefusedException e) {
            audience.lostTouch();
            log.debug("Deletions wait for the store", e);
        }
        for (Thread look : looks) {
            look.join();
        }
    }

    private void lookAt(Ending ending) {
        if (pauses.compute(ending.namespace(), (_, pause) -> pause == null ? Pause.NONE : pause.next())
                        .left()
                > 0) {
            return;
        }
        try {
            namespaces
                    .last(ending.namespace())
                    .filter(revision -> !revision.deleted())
                    .ifPresent(revision -> proceed(ending, revision));
            said.remove(ending.namespace());
        } catch (QueueUnavailableException e) {
            sayOnce(ending, e);
        } catch (RefusedException e) {
            log.debug("Expected to go on deleting {}, but {}", ending.namespace(), e.refusal());
        } catch (RuntimeException e) {
            sayOnce(ending, e);
        }
    }

    /** A queue that is away is tried every second; each reason is logged once. */
    private void sayOnce(Ending ending, RuntimeException why) {
        String text = Reasons.of(why);
        if (!text.equals(said.put(ending.namespace(), text))) {
            log.warn("Expected to go on deleting {}, but failed; trying again", ending.namespace(), why);
        }
    }

    private void proceed(Ending ending, Revision revision) {
        if (ending.closedAt().isEmpty()) {
            if (audience.hasHeard(ending.change(), revision.shard())) {
                endings.closed(ending, clock.instant());
            }
            return;
        }
        if (clock.instant().isBefore(ending.closedAt().get().plus(inFlightMax))) {
            return;
        }
        Optional<NamespaceConfig> config = documents
                .config(revision)
                .map(namespace -> documents.withEarlier(namespace, generations.of(namespace.name())));
        if (config.isEmpty()) {
            // The document is not valid here, so no process serves the namespace, and its queues are unknown.
            delete(ending);
        } else {
            take(ending, config.get());
        }
    }

    private void take(Ending ending, NamespaceConfig namespace) {
        Instant now = clock.instant();
        Counted counted = contents.count(namespace);
        if (!ending.content().equals(Optional.of(counted.content()))) {
            endings.counted(ending, counted.content());
            pauses.remove(ending.namespace());
        }
        switch (EndingStep.next(ending, counted, now)) {
            case EndingStep.Wait() -> pauses.compute(ending.namespace(), (_, pause) -> Pause.after(pause));
            case EndingStep.NoteQuiet(Ending.Quiet quiet) -> endings.quiet(ending, quiet);
            case EndingStep.ForgetQuiet() -> endings.noisy(ending);
            case EndingStep.Drop() -> drop(ending, namespace, counted, now);
            case EndingStep.DiscardLetters() -> letters.discard(ending.namespace(), ending.by());
            case EndingStep.Delete() -> delete(ending);
        }
    }

    private void drop(Ending ending, NamespaceConfig namespace, Counted counted, Instant now) {
        endings.dropping(ending, counted.content());
        Duration effective = contents.drop(namespace);
        endings.dropped(ending, new Ending.Drop(now, now.plus(effective)));
        log.info("dropped: namespace={} content={}", ending.namespace(), counted.content());
    }

    private void delete(Ending ending) {
        namespaces.delete(ending).ifPresent(deletion -> {
            log.info(
                    "deleted: namespace={} pending={} author={} reason={} dropped={}",
                    ending.namespace(),
                    ending.pending().text(),
                    ending.by().author(),
                    ending.by().reason(),
                    deletion.dropped());
            feed.advanced(deletion.change());
            pauses.remove(ending.namespace());
        });
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
