package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.deletion.Contents.Counted;
import io.walgateway.controlplane.store.Ending;
import java.time.Duration;
import java.time.Instant;

/** The next step for a namespace that is being deleted, once nothing is appended to it. */
sealed interface EndingStep {
    /** The most by which the clocks of control plane and consumers may differ. */
    Duration CLOCKS_APART_MAX = Duration.ofSeconds(5);
    /**
     * How long the audit of dropped content waits for a complete count. Bounded, because such a count may never come.
     */
    Duration WHOLE_COUNT_PATIENCE = Duration.ofSeconds(60);

    /** Nothing to do here until something happens elsewhere. */
    record Wait() implements EndingStep {}

    /** The namespace is empty, possibly from now on. */
    record NoteQuiet(Ending.Quiet quiet) implements EndingStep {}

    /** The namespace was thought to be empty, and is not. */
    record ForgetQuiet() implements EndingStep {}

    /** The queues are told to drop their content. */
    record Drop() implements EndingStep {}

    /** The open dead letters are discarded. */
    record DiscardLetters() implements EndingStep {}

    /** The namespace is gone. */
    record Delete() implements EndingStep {}

    static EndingStep next(Ending ending, Counted counted, Instant now) {
        return switch (ending.pending()) {
            case DELIVER -> whileDelivering(ending, counted, now);
            case DISCARD -> whileDiscarding(ending, counted, now);
        };
    }

    /**
     * A message may move from queue to delay and back while they are counted one after the other. The namespace is
     * certain to be empty only when two counts find nothing, nothing was appended between them, and the second count
     * includes everything that was appended before the first one.
     */
    private static EndingStep whileDelivering(Ending ending, Counted counted, Instant now) {
        if (!counted.content().isEmpty()) {
            return ending.quiet().isPresent() ? new ForgetQuiet() : new Wait();
        }
        if (ending.quiet().filter(quiet -> quiet.mark().equals(counted.mark())).isEmpty()) {
            return new NoteQuiet(new Ending.Quiet(now, counted.mark()));
        }
        Instant since = ending.quiet().orElseThrow().since();
        return counted.asOf().isBefore(since.plus(CLOCKS_APART_MAX)) ? new Wait() : new Delete();
    }

    /**
     * Queues are told to drop at least once, since their counts may be late, and again if the first time was too early
     * for some message. The audit reports the last count before that as dropped.
     */
    private static EndingStep whileDiscarding(Ending ending, Counted counted, Instant now) {
        if (ending.drop().isEmpty()) {
            Instant closed = ending.closedAt().orElse(now);
            boolean whole = !counted.asOf().isBefore(closed.plus(CLOCKS_APART_MAX));
            return whole || now.isAfter(closed.plus(WHOLE_COUNT_PATIENCE)) ? new Drop() : new Wait();
        }
        if (now.isBefore(ending.drop().get().effective())) {
            return counted.content().deadLetters() > 0 ? new DiscardLetters() : new Wait();
        }
        if (!counted.content().hasEmptyQueues()) {
            return new Drop();
        }
        return counted.content().deadLetters() > 0 ? new DiscardLetters() : new Delete();
    }
}
