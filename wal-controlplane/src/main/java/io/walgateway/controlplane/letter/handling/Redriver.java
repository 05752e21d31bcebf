package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterReason;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.append.AppendTerms;
import io.walgateway.log.append.Appender;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.Redrive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Appends letters to their namespace's queue again. Changes no row of the store. */
final class Redriver {

    private final Appender appender;
    private final InstantSource clock;

    /** The appender stays the caller's to close, after this. */
    Redriver(Appender appender, InstantSource clock) {
        this.appender = appender;
        this.clock = clock;
    }

    /** The outcome for one letter. */
    sealed interface Outcome {
        Letter letter();

        /** The letter is in the queue. */
        record Redriven(Letter letter, boolean expiryDropped) implements Outcome {}

        /** The letter may or may not be in the queue; trying again may help. */
        record NotNow(Letter letter, String why) implements Outcome {}

        /** The letter cannot be appended as it is, however often it is tried. */
        record Never(Letter letter, String why) implements Outcome {}
    }

    /** Appends all letters, and returns when each has an outcome, or half a minute has passed. */
    List<Outcome> append(List<WholeLetter> letters, NamespaceConfig namespace) {
        Optional<String> obstacle = appender.obstacle(namespace);
        if (obstacle.isPresent()) {
            return never(letters, obstacle.get());
        }
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(letters.size());
        letters.forEach(letter -> answers.add(append(letter, namespace).toCompletableFuture()));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static List<Outcome> never(List<WholeLetter> letters, String why) {
        return letters.stream()
                .<Outcome>map(whole -> new Outcome.Never(whole.letter(), why))
                .toList();
    }

    /** Why the letter cannot be redriven as it is; empty: it can. */
    static Optional<String> obstacle(WholeLetter whole) {
        boolean unreadable = whole.letter().why().reason() == LetterReason.MALFORMED
                && whole.redrive().payload().isEmpty();
        return unreadable
                ? Optional.of("it is malformed: what lay in the queue is no record (expected: an edit that gives it a"
                        + " payload, or a discard)")
                : Optional.empty();
    }

    private CompletionStage<Outcome> append(WholeLetter whole, NamespaceConfig namespace) {
        Letter letter = whole.letter();
        Optional<String> obstacle = obstacle(whole);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Never(letter, obstacle.get()));
        }
        try {
            Redrive.Revived revived =
                    whole.redrive().apply(whole.record(), letter.namespace(), namespace.revision(), clock.instant());
            return appender.append(revived.entry(), namespace, groups(revived.entry(), namespace), AppendTerms.REDRIVE)
                    .thenApply(result -> outcome(letter, revived, result));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Outcome.Never(letter, Reasons.of(e)));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(
                    new Outcome.NotNow(letter, "the queue's client failed: " + Reasons.of(e)));
        }
    }

    private static Outcome outcome(Letter letter, Redrive.Revived revived, AppendResult result) {
        return switch (result) {
            case AppendResult.Appended() -> new Outcome.Redriven(letter, revived.expiryDropped());
            case AppendResult.NotAppended(String why) -> new Outcome.NotNow(letter, why);
            case AppendResult.TooLarge large -> new Outcome.Never(letter, large.why() + "; a smaller payload fits");
            case AppendResult.Unknown(String why) -> new Outcome.NotNow(letter, "not known: " + why);
        };
    }

    /** The groups that are to read the letter, for queues that store a copy for each group. */
    private static Set<ConsumerGroup> groups(LogEntry entry, NamespaceConfig namespace) {
        boolean known =
                namespace.targets().stream().anyMatch(target -> target.name().equals(entry.recipient()));
        if (entry.hasOwnTarget() || (!entry.recipient().isEmpty() && !known)) {
            return Set.of(ConsumerGroup.ofRequestTargets(namespace.name()));
        }
        return entry.recipient().isEmpty()
                ? ConsumerGroup.ofTargets(namespace)
                : Set.of(ConsumerGroup.ofTarget(namespace.name(), entry.recipient()));
    }
}
