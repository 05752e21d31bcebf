package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterAction.Kind;
import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.store.ActionStore;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases actions that no control plane works on, a few at once, and renews their leases. All control planes do this:
 * when one is gone, its actions continue at another one within seconds, or here after a restart.
 */
final class LetterActions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LetterActions.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE_MAX = 2;

    private final ActionStore actions;
    private final ActionRun.Services services;
    private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
    private final Map<ActionRun, Thread> running = new ConcurrentHashMap<>();

    LetterActions(ActionRun.Services services) {
        this.actions = services.actions();
        this.services = services;
    }

    void start() {
        Thread.ofVirtual().name("dead-letter-actions").start(this::look);
    }

    /** Begins an action, which is started at once if there is room. */
    LetterAction begin(String namespace, Kind kind, LetterFilter filter, Optional<Integer> rate, Signature by) {
        LetterAction action = actions.add(namespace, kind, filter, rate, by);
        news.offer(true);
        return action;
    }

    /** True if an action of this kind is not over yet. */
    boolean isRunning(String namespace, Kind kind) {
        return actions.isRunning(namespace, kind);
    }

    LetterAction get(String namespace, long id) {
        return actions.get(namespace, id);
    }

    Page<LetterAction> page(String namespace, long before, int limit) {
        return actions.page(namespace, before, limit);
    }

    LetterAction stop(String namespace, long id, Signature by) {
        return actions.stop(namespace, id, by);
    }

    private void look() {
        try {
            while (services.closing().getCount() > 0) {
                try {
                    running.keySet().forEach(run -> actions.hold(run.id(), run.owner()));
                    takeWhatThereIs();
                } catch (RefusedException away) {
                    log.debug("No look at actions on dead letters: {}", away.refusal());
                } catch (RuntimeException e) {
                    log.error("Expected to look after actions on dead letters, but it failed; trying again", e);
                }
                news.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeWhatThereIs() {
        while (running.size() < AT_ONCE_MAX && services.closing().getCount() > 0) {
            UUID owner = UUID.randomUUID();
            Optional<LetterAction> action = actions.take(owner);
            if (action.isEmpty()) {
                return;
            }
            ActionRun run = new ActionRun(action.get(), owner, services);
            Thread thread = Thread.ofVirtual()
                    .name("dead-letter-action-" + run.id())
                    .unstarted(() -> {
                        try {
                            run.run();
                        } finally {
                            running.remove(run);
                            news.offer(true);
                        }
                    });
            running.put(run, thread);
            thread.start();
        }
    }

    /** Ends running actions after their current step, and leaves the rest to other control planes. */
    @Override
    public void close() {
        services.closing().countDown();
        news.offer(true);
        try {
            for (Thread thread : running.values()) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
