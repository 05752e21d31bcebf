package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Problems;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.QueueCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks what a namespace asks for against what its queues can do.
 *
 * @param queues   all of a namespace, the first one first
 * @param ordering what the namespace asks for
 * @param problems collects what is wrong
 */
record CapabilityRules(List<QueueDraft> queues, Ordering ordering, Problems problems) {

    /**
     * Queues are checked without the name of their namespace; a queue that is named after it may have other
     * capabilities.
     */
    static void checkName(List<QueueDraft> queues, String namespace, Problems problems) {
        queues.stream()
                .filter(queue -> queue.names().given().isEmpty())
                .filter(queue -> !queue.capabilities(namespace).equals(queue.capabilities()))
                .forEach(queue -> problems.absent(
                        queue.object().pointerTo(queue.names().path()),
                        "names of queues, because one called after the namespace would be of another kind"));
    }

    /**
     * True if no queue that accepts writes can delay a message. With ordering by key, only the first queue accepts any.
     */
    boolean nothingDelayed() {
        return whyNothingDelayed().isPresent();
    }

    /** Continues a sentence about a longest delay of 0; empty text if the document's author chose the 0. */
    String whyDelayMax() {
        return whyNothingDelayed().map(why -> ", because " + why).orElse("");
    }

    /** With ordering by key, refuses queues that keep no order. */
    void checkOrder() {
        if (ordering == Ordering.KEY) {
            queues.forEach(this::refuseUnordered);
        }
    }

    /** Refuses a longest delay that no queue could keep. */
    void checkDelay(GivenObject object, Duration delayMax) {
        if (delayMax.isPositive()) {
            whyNothingDelayed()
                    .ifPresent(why -> object.get("limits/delay-max")
                            .ifPresent(given -> problems.add(given, "0s or absent, because " + why)));
        }
    }

    private Optional<String> whyNothingDelayed() {
        List<Optional<String>> reasons = queues.stream()
                .limit(ordering == Ordering.KEY ? 1 : queues.size())
                .map(queue -> queue.capabilities().whyNeverDelayed())
                .toList();
        return reasons.stream().allMatch(Optional::isPresent)
                ? reasons.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private void refuseUnordered(QueueDraft queue) {
        String pointer = queue.object().pointerTo(queue.names().path());
        List<String> names = queue.names().given().orElse(List.of());
        if (names.isEmpty()) {
            unordered(queue.capabilities()).ifPresent(expectation -> problems.absent(pointer, expectation));
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String at = pointer + "/" + i;
            unordered(queue.capabilities(List.of(name)))
                    .ifPresent(expectation -> problems.add(at, "\"" + name + "\"", expectation));
        }
    }

    private static Optional<String> unordered(QueueCapabilities capabilities) {
        return capabilities.orderedBy().map(orderedBy -> orderedBy + ", because ordering is key");
    }
}
