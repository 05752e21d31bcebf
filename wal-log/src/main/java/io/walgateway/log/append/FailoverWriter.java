package io.walgateway.log.append;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the first of several queues that accepts an entry. If a queue refuses, does not know, or is silent for
 * {@link #SILENCE_MAX}, the next queue gets the entry as well. So an entry may be in more than one queue, always with
 * the same id. The answer is TRUE as soon as one queue has the entry, and FALSE only if all queues are certain that
 * they do not.
 */
final class FailoverWriter implements QueueWriter {
    /** Far longer than an append takes while a queue is healthy, and short for a waiting caller. */
    static final Duration SILENCE_MAX = Duration.ofMillis(500);

    private final List<Candidate> candidates;
    private final DeadlineTimer timer;

    private record Candidate(QueueWriter writer, CircuitBreaker breaker) {}

    private FailoverWriter(List<Candidate> candidates, DeadlineTimer timer) {
        this.candidates = candidates;
        this.timer = timer;
    }

    /** The writer itself if there is only one. */
    static QueueWriter of(List<QueueWriter> writers, InstantSource clock, DeadlineTimer timer) {
        return writers.size() == 1
                ? writers.getFirst()
                : new FailoverWriter(
                        writers.stream()
                                .map(writer -> new Candidate(writer, new CircuitBreaker(clock)))
                                .toList(),
                        timer);
    }

    @Override
    public CompletionStage<AppendResult> append(QueueEntry entry) {
        return new Attempt(entry, inOrder()).next();
    }

    /** Reachable queues first, then those that are away, which are better than none. */
    private Queue<Candidate> inOrder() {
        Queue<Candidate> order = new ArrayDeque<>(candidates.size());
        List<Candidate> away = new ArrayList<>(candidates.size());
        boolean found = false;
        for (Candidate candidate : candidates) {
            // The queues behind a reachable one are not probed.
            if (found || candidate.breaker().tryAcquire()) {
                order.add(candidate);
                found = true;
            } else {
                away.add(candidate);
            }
        }
        order.addAll(away);
        return order;
    }

    /** The fail-over of one entry across the queues. */
    private final class Attempt {
        private final QueueEntry entry;
        private final Queue<Candidate> left;
        private final CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        private final List<AppendResult> refusals = new ArrayList<>(1);
        private int silent;

        Attempt(QueueEntry entry, Queue<Candidate> left) {
            this.entry = entry;
            this.left = left;
        }

        CompletionStage<AppendResult> next() {
            Candidate candidate = take();
            if (candidate != null) {
                QueueAttempt one = new QueueAttempt(this, candidate);
                appendTo(candidate).whenComplete(one::answered);
                timer.afterSilence(answer, SILENCE_MAX, one::passOn);
            }
            return answer;
        }

        /** A writer that breaks its contract must not leave the caller without an answer. */
        private CompletionStage<AppendResult> appendTo(Candidate candidate) {
            try {
                return candidate.writer().append(entry);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private synchronized @Nullable Candidate take() {
            Candidate candidate = answer.isDone() ? null : left.poll();
            if (candidate != null) {
                silent++;
            }
            return candidate;
        }

        private void appended() {
            answer.complete(AppendResult.APPENDED);
        }

        private synchronized void notAppended(AppendResult refusal) {
            silent--;
            refusals.add(refusal);
            if (silent == 0 && left.isEmpty()) {
                answer.complete(Refusals.together(refusals));
            }
        }
    }

    /** The append to one queue. The next queue gets the entry once, whether this one refuses it or stays silent. */
    private static final class QueueAttempt {
        private final Attempt attempt;
        private final Candidate candidate;
        private boolean passedOn;

        QueueAttempt(Attempt attempt, Candidate candidate) {
            this.attempt = attempt;
            this.candidate = candidate;
        }

        void answered(@Nullable AppendResult result, @Nullable Throwable failure) {
            switch (result) {
                case AppendResult.Appended() -> {
                    candidate.breaker().recordSuccess();
                    attempt.appended();
                }
                case AppendResult.TooLarge large -> {
                    // The queue is healthy; it is the record that does not fit.
                    attempt.notAppended(large);
                    if (isFirst()) {
                        var _ = attempt.next();
                    }
                }
                case AppendResult.NotAppended not -> failed(not);
                case AppendResult.Unknown unknown -> failed(unknown);
                case null -> failed(AppendResult.Unknown.of(Objects.requireNonNull(failure)));
            }
        }

        private void failed(AppendResult refusal) {
            attempt.notAppended(refusal);
            passOn();
        }

        private void passOn() {
            candidate.breaker().recordFailure();
            if (isFirst()) {
                var _ = attempt.next();
            }
        }

        private synchronized boolean isFirst() {
            boolean first = !passedOn;
            passedOn = true;
            return first;
        }
    }
}
