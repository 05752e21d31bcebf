package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterAction.Kind;
import io.walgateway.controlplane.letter.LetterAction.State;
import io.walgateway.controlplane.letter.LetterOrder;
import io.walgateway.controlplane.letter.LetterQuery;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.letter.handling.Redriver.Outcome;
import io.walgateway.controlplane.letter.store.ActionStore;
import io.walgateway.controlplane.letter.store.ActionStore.Step;
import io.walgateway.controlplane.letter.store.LetterLeases;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.Database;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one action for as long as it holds the lease: claims some letters, appends them, and settles the appended
 * ones together with the action's progress. If it is interrupted at any point, the next holder resumes after the last
 * letters that this one settled.
 */
final class ActionRun implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ActionRun.class);
    private static final Duration CLAIMED_AT_MOST = Duration.ofMinutes(10);
    private static final Duration STORE_RETRY = Duration.ofMillis(500);
    private static final long CLAIMED_BYTES_MAX = 8L << 20;
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final int TRIES_MAX = 10;

    private final LetterAction action;
    private final UUID owner;
    private final Services services;
    private final Pace pace;
    private Optional<Long> cursor;

    /**
     * Everything that all runs of a control plane share.
     *
     * @param random  safe for any number of threads
     * @param closing opens when the control plane shuts down
     */
    record Services(
            Database database,
            ActionStore actions,
            LetterLeases claims,
            Redriver redriver,
            Function<String, Optional<NamespaceConfig>> namespaces,
            InstantSource clock,
            RandomGenerator random,
            CountDownLatch closing) {}

    /** @param owner the token under which the action was leased */
    ActionRun(LetterAction action, UUID owner, Services services) {
        this.action = action;
        this.owner = owner;
        this.services = services;
        this.cursor = action.cursor();
        this.pace = new Pace(action.rate(), System.nanoTime());
    }

    UUID owner() {
        return owner;
    }

    long id() {
        return action.id();
    }

    @Override
    public void run() {
        try {
            while (!awaitClosing(Duration.ZERO)) {
                int letters = action.kind() == Kind.DISCARD ? discard() : redrive();
                if (letters == 0) {
                    return;
                }
                if (awaitClosing(pace.after(letters, System.nanoTime()))) {
                    break;
                }
            }
            services.actions().giveBack(action.id(), owner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RefusedException away) {
            // The lease expires by itself; the first control plane that reaches the store again takes the action over.
            log.warn("Expected the store to answer, but {}: action={}", away.refusal(), action.id());
        } catch (RuntimeException e) {
            log.error("Expected action {} to go on, but it failed; it is tried again", action.id(), e);
        }
    }

    /** Returns how many letters were finished; 0: the action is over, or another control plane holds it. */
    private int discard() {
        List<Long> ids = services.database().write(handle -> {
            Optional<LetterAction> held = services.actions().hold(handle, action.id(), owner);
            if (held.isEmpty() || held.get().state() != State.RUNNING) {
                return List.<Long>of();
            }
            List<Long> discarded = LetterLeases.discard(
                    handle, next(), action.by(), services.clock().instant(), action.id(), pace.lettersAtOnce());
            if (!discarded.isEmpty()) {
                cursor = Optional.of(discarded.getLast());
                services.actions().advance(handle, action.id(), owner, new Step(discarded.size(), 0, 0, "", cursor));
            }
            return discarded;
        });
        if (ids.isEmpty()) {
            end();
        }
        return ids.size();
    }

    private int redrive() throws InterruptedException {
        Optional<NamespaceConfig> namespace = services.namespaces().apply(action.namespace());
        if (namespace.isEmpty()) {
            services.actions().note(action.id(), owner, "the namespace was deleted, or its document is not valid here");
            services.actions().end(action.id(), owner, State.STOPPED);
            return 0;
        }
        List<WholeLetter> claimed = services.database().write(handle -> {
            Optional<LetterAction> held = services.actions().hold(handle, action.id(), owner);
            return held.isEmpty() || held.get().state() != State.RUNNING
                    ? List.<WholeLetter>of()
                    : services.claims()
                            .claim(handle, next(), owner, CLAIMED_AT_MOST, pace.lettersAtOnce(), CLAIMED_BYTES_MAX);
        });
        if (claimed.isEmpty()) {
            end();
            return 0;
        }
        settle(claimed, append(claimed, namespace.get()));
        return claimed.size();
    }

    private LetterQuery next() {
        LetterQuery query = LetterQuery.of(action.namespace(), Optional.of(LetterState.OPEN), action.filter())
                .upTo(action.lettersTo());
        cursor.ifPresent(id -> query.after(id, LetterOrder.OLDEST));
        return query;
    }

    /**
     * Appends the letters, and retries for a while those that the queue does not accept. Returns an outcome for each,
     * by letter.
     */
    private Map<Long, Outcome> append(List<WholeLetter> claimed, NamespaceConfig namespace)
            throws InterruptedException {
        Map<Long, Outcome> answers = new LinkedHashMap<>();
        List<WholeLetter> left = claimed;
        for (int tries = 1; ; tries++) {
            services.redriver()
                    .append(left, namespace)
                    .forEach(outcome -> answers.put(outcome.letter().id(), outcome));
            left = left.stream()
                    .filter(whole -> answers.get(whole.letter().id()) instanceof Outcome.NotNow)
                    .toList();
            if (left.isEmpty() || tries == TRIES_MAX || !mayTryAgain(answers, left, tries)) {
                return answers;
            }
        }
    }

    private boolean mayTryAgain(Map<Long, Outcome> answers, List<WholeLetter> left, int tries)
            throws InterruptedException {
        services.actions().note(action.id(), owner, trouble(answers));
        Duration wait = PAUSES.pause(tries, services.random().nextDouble());
        log.warn(
                "Expected the queue to take {} dead letters, but it did not; next try in {}: namespace={} action={}",
                left.size(),
                Durations.format(wait),
                action.namespace(),
                action.id());
        return !awaitClosing(wait)
                && services.actions()
                        .hold(action.id(), owner)
                        .filter(held -> held.state() == State.RUNNING)
                        .isPresent();
    }

    /** Appended letters must be settled, so this is retried for as long as the store is away. */
    private void settle(List<WholeLetter> claimed, Map<Long, Outcome> answers) throws InterruptedException {
        List<Long> redriven = new ArrayList<>();
        int dropped = 0;
        for (Outcome outcome : answers.values()) {
            if (outcome instanceof Outcome.Redriven(Letter letter, boolean expiryDropped)) {
                redriven.add(letter.id());
                dropped += expiryDropped ? 1 : 0;
            }
        }
        // Letters whose retries were cut short because this control plane shuts down are left to the next holder.
        boolean through = !awaitClosing(Duration.ZERO);
        int failed = through ? claimed.size() - redriven.size() : 0;
        Optional<Long> to = through ? Optional.of(claimed.getLast().letter().id()) : cursor;
        Step step = new Step(0, failed, dropped, trouble(answers), to);
        while (!settled(redriven, step)) {
            if (awaitClosing(STORE_RETRY)) {
                return;
            }
        }
        cursor = to;
    }

    private boolean settled(List<Long> redriven, Step step) {
        try {
            services.database().write(handle -> {
                int done = LetterLeases.settle(
                        handle, redriven, owner, action.by(), services.clock().instant(), Optional.of(action.id()));
                LetterLeases.release(handle, owner);
                return services.actions()
                        .advance(
                                handle,
                                action.id(),
                                owner,
                                new Step(done, step.failed(), step.expiriesDropped(), step.trouble(), step.cursor()));
            });
            return true;
        } catch (RefusedException away) {
            return false;
        }
    }

    /**
     * Called when no letters are left, or when the action was asked to stop. Does nothing if another control plane
     * holds the action now.
     */
    private void end() {
        services.actions()
                .hold(action.id(), owner)
                .ifPresent(held -> services.actions()
                        .end(held.id(), owner, held.state() == State.RUNNING ? State.DONE : State.STOPPED));
    }

    private static String trouble(Map<Long, Outcome> answers) {
        return answers.values().stream()
                .map(outcome -> switch (outcome) {
                    case Outcome.Redriven _ -> "";
                    case Outcome.NotNow(Letter letter, String why) -> "dead letter " + letter.id() + ": " + why;
                    case Outcome.Never(Letter letter, String why) -> "dead letter " + letter.id() + ": " + why;
                })
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private boolean awaitClosing(Duration within) throws InterruptedException {
        return services.closing().await(within.toNanos(), TimeUnit.NANOSECONDS);
    }
}
