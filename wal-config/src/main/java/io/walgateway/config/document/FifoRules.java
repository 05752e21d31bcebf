package io.walgateway.config.document;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.time.Duration;
import java.util.List;

/**
 * What SQS's two kinds of queues can and cannot do: only FIFO queues, whose names end in {@code .fifo}, keep an order, and
 * only the others hold a single message back.
 *
 * @param queues   all of a namespace; what is not SQS is left alone
 * @param problems where what is wrong is noted
 */
record FifoRules(List<QueueDraft> queues, Problems problems) {

    /** Whether no queue of the namespace holds a message back. */
    boolean allFifo() {
        return !queues.isEmpty() && queues.stream().allMatch(QueueDraft::isFifo);
    }

    /** With order by key, queues that keep none are refused. */
    void check(Ordering ordering) {
        if (ordering == Ordering.KEY) {
            queues.stream()
                    .filter(queue -> queue.type().equals(QueueDraft.SQS) && !queue.isFifo())
                    .forEach(this::refuseUnordered);
        }
    }

    /** A longest delay that is asked for, and that no queue could keep, is refused. */
    void checkDelay(GivenObject object, Duration delayMax) {
        if (delayMax.isPositive() && allFifo()) {
            object.get("limits/delay-max")
                    .ifPresent(given -> problems.add(
                            given, "0s or absent, because a FIFO queue cannot hold a single message back"));
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
