package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Problems;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.time.Duration;
import java.util.List;

/**
 * What SQS's two kinds of queues can and cannot do: only FIFO queues, whose names end in {@code .fifo}, keep an order, and
 * only the others hold a single message back.
 *
 * @param queues   all of a namespace, the first one first; what is not SQS is left alone
 * @param ordering what the namespace asks for
 * @param problems where what is wrong is noted
 */
record FifoRules(List<QueueDraft> queues, Ordering ordering, Problems problems) {
    private static final String NOTHING_HELD_BACK = "because a FIFO queue cannot hold a single message back";

    /** Queues that are called after a namespace with such a name would be FIFO queues, unlike what the document says of them. */
    static void checkName(List<QueueDraft> queues, String namespace, Problems problems) {
        queues.stream()
                .filter(queue -> queue.type().equals(QueueDraft.SQS))
                .filter(queue -> queue.names().given().isEmpty() && QueueDraft.isFifo(namespace))
                .forEach(queue -> problems.absent(
                        queue.object().pointerTo(queue.names().path()),
                        "names of queues, because one called after the namespace would be a FIFO queue"));
    }

    /** Whether no queue that takes writes holds a message back: where an order is kept, only the first one takes any. */
    boolean nothingHeldBack() {
        int writable = ordering == Ordering.KEY ? 1 : queues.size();
        return !queues.isEmpty() && queues.stream().limit(writable).allMatch(QueueDraft::isFifo);
    }

    /** What is to be said where a longest delay of 0 is in the way; empty text: whoever wrote the document chose it. */
    String whyDelayMax() {
        return nothingHeldBack() ? ", " + NOTHING_HELD_BACK : "";
    }

    /** With order by key, queues that keep none are refused. */
    void checkOrder() {
        if (ordering == Ordering.KEY) {
            queues.stream()
                    .filter(queue -> queue.type().equals(QueueDraft.SQS) && !queue.isFifo())
                    .forEach(this::refuseUnordered);
        }
    }

    /** A longest delay that is asked for, and that no queue could keep, is refused. */
    void checkDelay(GivenObject object, Duration delayMax) {
        if (delayMax.isPositive() && nothingHeldBack()) {
            object.get("limits/delay-max")
                    .ifPresent(given -> problems.add(given, "0s or absent, " + NOTHING_HELD_BACK));
        }
    }

    private void refuseUnordered(QueueDraft queue) {
        String path = queue.names().path();
        String pointer = queue.object().pointerTo(path);
        String expectation = "names of FIFO queues (NAME.fifo), because ordering is key";
        List<String> names = queue.names().given().orElse(List.of());
        if (names.isEmpty()) {
            problems.absent(pointer, expectation);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!QueueDraft.isFifo(names.get(i))) {
                problems.add(pointer + "/" + i, "\"" + names.get(i) + "\"", expectation);
            }
        }
    }
}
