package io.walgateway.log.append;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The queues that an entry may go to, the first choice first. Safe for any number of threads.
 *
 * @param places      not empty
 * @param failingOver writes to all of them with fail-over
 * @param bytesOfAll  the largest record that each of them accepts, in bytes
 * @param bytesOfOne  the largest record that at least one of them accepts, in bytes
 */
public record AppendPath(List<Place> places, QueueWriter failingOver, int bytesOfAll, int bytesOfOne) {

    /** A queue that accepts writes. */
    record Place(QueueWriter writer, QueueTraits.Delays delays, int recordBytesMax) {}

    static AppendPath of(List<Place> places, InstantSource clock, DeadlineTimer timer) {
        return new AppendPath(
                places,
                FailoverWriter.of(places.stream().map(Place::writer).toList(), clock, timer),
                places.stream().mapToInt(Place::recordBytesMax).min().orElseThrow(),
                places.stream().mapToInt(Place::recordBytesMax).max().orElseThrow());
    }

    /** Largest record accepted on these terms, in bytes. */
    int bytesMax(AppendTerms terms) {
        return (terms.everyQueue() ? bytesOfAll : bytesOfOne) + terms.slackBytes();
    }

    CompletionStage<AppendResult> append(QueueEntry entry, AppendTerms terms) {
        int bytes = entry.record().size();
        if (terms.failsOver() && bytes <= bytesOfAll + terms.slackBytes()) {
            return failingOver.append(entry);
        }
        List<Place> open = places.stream()
                .filter(place -> bytes <= place.recordBytesMax() + terms.slackBytes())
                .toList();
        return open.isEmpty()
                ? CompletableFuture.completedFuture(new AppendResult.TooLarge(bytes, bytesMax(terms)))
                : oneAfterAnother(entry, open);
    }

    private static CompletionStage<AppendResult> oneAfterAnother(QueueEntry entry, List<Place> open) {
        CompletionStage<AppendResult> answer = open.getFirst().writer().append(entry);
        List<Place> others = open.subList(1, open.size());
        return others.isEmpty()
                ? answer
                : answer.thenCompose(result -> switch (result) {
                    case AppendResult.NotAppended _, AppendResult.TooLarge _ -> oneAfterAnother(entry, others);
                    case AppendResult.Appended _, AppendResult.Unknown _ -> CompletableFuture.completedFuture(result);
                });
    }
}
