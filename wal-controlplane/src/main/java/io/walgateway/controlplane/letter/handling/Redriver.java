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
import java.util.function.Function;

/** Appends letters to their namespace's queue again, in their own region. Changes no row of the store. */
final class Redriver {

    private final Function<String, Optional<Appender>> appenders;
    private final InstantSource clock;

    /**
     * @param appenders by region, as letters have it; empty: the settings have no such region. They stay the caller's to
     *                  close, after this
     */
    Redriver(Function<String, Optional<Appender>> appenders, InstantSource clock) {
        this.appenders = appenders;
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
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(letters.size());
        letters.forEach(letter -> answers.add(append(letter, namespace).toCompletableFuture()));
        return answers.stream().map(CompletableFuture::join).toList();
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
        String region = letter.why().region();
        Optional<Appender> appender = appenders.apply(region);
        Optional<String> obstacle = appender.map(
                        there -> there.obstacle(namespace).or(() -> obstacle(whole)))
                .orElseGet(() -> Optional.of(noRegion(region)));
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Never(letter, obstacle.get()));
        }
        return append(whole, namespace, appender.orElseThrow());
    }

    private static String noRegion(String region) {
        return region.isEmpty()
                ? "it was imported before the settings named regions (expected: the setting region names its region)"
                : "the settings name no region " + region;
    }

    private CompletionStage<Outcome> append(WholeLetter whole, NamespaceConfig namespace, Appender appender) {
        Letter letter = whole.letter();
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
