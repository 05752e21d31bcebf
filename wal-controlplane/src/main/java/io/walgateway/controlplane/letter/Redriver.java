package io.walgateway.controlplane.letter;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.producer.Redrive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Appends letters to their namespace's queue again. It touches no row. */
final class Redriver {

    /** Queues have more room than they say, for what a dead letter says beside the message: a letter may need some of it. */
    private static final int NOTE_BYTES = 16 << 10;

    private final Function<String, Optional<QueueClient>> clients;
    private final InstantSource clock;

    /**
     * @param clients by type of queue
     */
    Redriver(Function<String, Optional<QueueClient>> clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** What became of one letter. */
    sealed interface Outcome {
        Letter letter();

        /** It lies in the queue. */
        record Redriven(Letter letter, boolean expiryDropped) implements Outcome {}

        /** It may or may not lie there; trying again may help. */
        record NotNow(Letter letter, String why) implements Outcome {}

        /** As it is, it never will. */
        record Never(Letter letter, String why) implements Outcome {}
    }

    /** A queue that takes letters, and the largest record that it takes of one. */
    private record Way(QueueWriter writer, int recordBytesMax) {}

    /** Appends all of them, and returns when each has its answer. */
    List<Outcome> append(List<WholeLetter> letters, NamespaceConfig namespace) {
        List<Way> ways;
        try {
            ways = ways(namespace);
        } catch (IllegalArgumentException e) {
            return never(letters, String.valueOf(e.getMessage()));
        }
        if (ways.isEmpty()) {
            return never(letters, "the queue's type has no plugin here");
        }
        List<CompletableFuture<Outcome>> answers = new ArrayList<>(letters.size());
        letters.forEach(letter -> answers.add(append(letter, namespace, ways).toCompletableFuture()));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** The first queue, and where no order is to be kept, the others behind it for while it is away. */
    private List<Way> ways(NamespaceConfig namespace) {
        List<Way> ways = new ArrayList<>();
        namespace.queues().stream()
                .limit(namespace.ordering() == Ordering.KEY ? 1 : Long.MAX_VALUE)
                .forEach(queue -> clients.apply(queue.type())
                        .ifPresent(client ->
                                ways.add(new Way(client.writer(queue), client.recordBytesMax(queue) + NOTE_BYTES))));
        return ways;
    }

    private static List<Outcome> never(List<WholeLetter> letters, String why) {
        return letters.stream()
                .<Outcome>map(whole -> new Outcome.Never(whole.letter(), why))
                .toList();
    }

    /** Why it cannot be redriven as it is; empty: it can. */
    static Optional<String> obstacle(WholeLetter whole) {
        boolean unreadable = whole.letter().why().reason() == LetterReason.MALFORMED
                && whole.redrive().payload().isEmpty();
        return unreadable
                ? Optional.of("it is malformed: what lay in the queue is no record (expected: an edit that gives it a"
                        + " payload, or a discard)")
                : Optional.empty();
    }

    private CompletionStage<Outcome> append(WholeLetter whole, NamespaceConfig namespace, List<Way> ways) {
        Letter letter = whole.letter();
        Optional<String> obstacle = obstacle(whole);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Never(letter, obstacle.get()));
        }
        try {
            Redrive.Entry entry =
                    whole.redrive().apply(whole.record(), letter.namespace(), namespace.revision(), clock.instant());
            int bytes = entry.record().size();
            List<Way> open =
                    ways.stream().filter(way -> bytes <= way.recordBytesMax()).toList();
            if (open.isEmpty()) {
                return CompletableFuture.completedFuture(new Outcome.Never(letter, tooLarge(bytes, ways)));
            }
            QueueEntry appended = new QueueEntry(
                    entry.id(), entry.key(), entry.record(), QueueEntry.AT_ONCE, groups(entry, namespace));
            return append(appended, open).handle((result, failure) -> outcome(letter, entry, result, failure));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Outcome.Never(letter, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new Outcome.NotNow(letter, "the queue's client failed: " + e));
        }
    }

    /** To the first that takes it: what is certain not to lie in one queue is tried at the next. */
    private static CompletionStage<AppendResult> append(QueueEntry entry, List<Way> ways) {
        CompletionStage<AppendResult> answer = ways.getFirst().writer().append(entry);
        List<Way> others = ways.subList(1, ways.size());
        return others.isEmpty()
                ? answer
                : answer.thenCompose(result -> result instanceof AppendResult.NotAppended
                        ? append(entry, others)
                        : CompletableFuture.completedFuture(result));
    }

    private static String tooLarge(int bytes, List<Way> ways) {
        int most = ways.stream().mapToInt(Way::recordBytesMax).max().orElseThrow();
        return "its record has " + bytes + " bytes (expected: at most " + most
                + ", which is what the queue takes; a smaller payload)";
    }

    private static Outcome outcome(
            Letter letter, Redrive.Entry entry, @Nullable AppendResult result, @Nullable Throwable failure) {
        return switch (result) {
            case AppendResult.Appended() -> new Outcome.Redriven(letter, entry.expiryDropped());
            case AppendResult.NotAppended(String why) -> new Outcome.NotNow(letter, why);
            case AppendResult.Unknown(String why) -> new Outcome.NotNow(letter, "not known: " + why);
            case null -> new Outcome.NotNow(letter, "the queue's client failed: " + failure);
        };
    }

    /** Who is to read it, for queues that store it once for each. */
    private static Set<ConsumerGroup> groups(Redrive.Entry entry, NamespaceConfig namespace) {
        boolean known =
                namespace.targets().stream().anyMatch(target -> target.name().equals(entry.recipient()));
        if (entry.ownTarget() || (!entry.recipient().isEmpty() && !known)) {
            return Set.of(ConsumerGroup.ofRequestTargets(namespace.name()));
        }
        return entry.recipient().isEmpty()
                ? ConsumerGroup.ofTargets(namespace)
                : Set.of(ConsumerGroup.ofTarget(namespace.name(), entry.recipient()));
    }
}
