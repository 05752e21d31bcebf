package io.walgateway.consumer.route;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.Target;
import io.walgateway.log.record.EnvelopeCodec;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Moves messages for the namespace's targets to the queues that the targets' pipelines read. Another writer has put
 * them into the queue of messages that name their own target. For queues that keep a copy for each group.
 *
 * @param groups the targets' groups; not empty
 */
record GroupFanOut(QueueWriter writer, Set<ConsumerGroup> groups) implements Target {
    /** The destination of messages that a pipeline of this spec finds and that are not its own. */
    static Destination of(PipelineSpec spec, QueueClient queue) {
        if (spec.target().isPresent()) {
            return new Destination(attempt -> misplaced(attempt.message(), spec), "none");
        }
        if (spec.otherTargets().isEmpty()) {
            return Destination.rejectingAll("no target (expected: one in the message, because the namespace has none)");
        }
        Set<ConsumerGroup> groups = spec.otherTargets().stream()
                .map(target -> ConsumerGroup.ofTarget(spec.namespace(), target))
                .collect(Collectors.toUnmodifiableSet());
        String endpoint = "queue:" + spec.queue().type() + ":" + spec.queue().cluster();
        return new Destination(new GroupFanOut(queue.writer(spec.queue()), groups), endpoint);
    }

    /** A fan-out goes to all current targets; the targets of the message's own revision have copies of their own. */
    private static DeliveryOutcome misplaced(Message message, PipelineSpec spec) {
        return message.target().isEmpty() && message.recipient().isEmpty()
                ? new DeliveryOutcome.Skipped("it was written for other targets")
                : new DeliveryOutcome.Rejected("a message that is not for " + spec.targetName()
                        + " lay where only its own are read (expected: in the queue "
                        + String.join(", ", spec.queue().names()) + ")");
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Message message = attempt.message();
        QueueEntry entry = new QueueEntry(
                message.id(),
                message.orderingKey(),
                EnvelopeCodec.encode(message),
                message.lifecycle().due(),
                recipients(message));
        try {
            return outcome(AppendTimeouts.bounded(writer.append(entry), AppendTimeouts.PATIENCE)
                    .toCompletableFuture()
                    .get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an answer of the queue, but it failed", e.getCause());
        }
    }

    /** A message for one target alone goes there alone. */
    private Set<ConsumerGroup> recipients(Message message) {
        return message.recipient().isEmpty()
                ? groups
                : Set.of(ConsumerGroup.ofTarget(message.namespace(), message.recipient()));
    }

    private static DeliveryOutcome outcome(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended() ->
                new DeliveryOutcome.Skipped("it was handed to the queues of the namespace's targets");
            // The message was in a queue of the same kind before, so it is the queue that refuses it for now.
            case AppendResult.NotAppended(String why) -> new DeliveryOutcome.Unavailable(why);
            // A rule about its size, which it met before; only an operator can change that.
            case AppendResult.TooLarge large -> new DeliveryOutcome.Failed(large.why());
            case AppendResult.Unknown(String why) -> new DeliveryOutcome.Unknown(why);
        };
    }
}
