package io.walgateway.config.document;

import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue configuration, before the namespace's name is known, after which queues are called that have no name of their
 * own.
 *
 * @param object  how it was written
 * @param names   the key under which queues are named
 * @param deadLetterNames the key under which dead-letter queues are named
 */
record QueueDraft(
        GivenObject object,
        String type,
        String cluster,
        QueueNames names,
        QueueNames deadLetterNames,
        Map<String, String> settings) {

    static final String DEAD_LETTER_SUFFIX = "-dlq";
    static final String SQS = "sqs";
    private static final String FIFO = ".fifo";
    private static final Duration HELD_BACK_MAX = Duration.ofMinutes(15);

    /**
     * The names that a document gives, if it does.
     *
     * @param path the key under which they stand
     */
    record QueueNames(String path, Optional<List<String>> given) {}

    QueueConfig toConfig(String namespace) {
        List<String> queues = names.given().orElse(List.of(namespace));
        List<String> deadLetterQueues = deadLetterNames
                .given()
                .orElseGet(() -> queues.stream().map(this::deadLetterName).toList());
        return new QueueConfig(type, cluster, queues, deadLetterQueues, settings);
    }

    static boolean isFifo(String name) {
        return name.endsWith(FIFO);
    }

    /** Whether its queues are such that SQS keeps in order and does not hold back. */
    boolean isFifo() {
        return type.equals(SQS)
                && names.given()
                        .filter(given -> given.stream().allMatch(QueueDraft::isFifo))
                        .isPresent();
    }

    /**
     * How long a message lies in a queue at the most before it is read or appended anew.
     *
     * @param retries  all waits between attempts, one after another
     * @param delayMax the longest delay of a write
     */
    Duration leastRetention(Duration retries, Duration delayMax) {
        if (!isAppendedAnew()) {
            return retries;
        }
        Duration longest = retries.plus(delayMax);
        return longest.compareTo(HELD_BACK_MAX) > 0 ? HELD_BACK_MAX : longest;
    }

    String whyLeastRetention() {
        return isAppendedAnew()
                ? "is how long SQS holds a message back before it is appended anew"
                : "is all retries together";
    }

    private boolean isAppendedAnew() {
        return type.equals(SQS) && !isFifo();
    }

    /** SQS knows a FIFO queue by the end of its name. */
    private String deadLetterName(String name) {
        return type.equals(SQS) && isFifo(name)
                ? name.substring(0, name.length() - FIFO.length()) + DEAD_LETTER_SUFFIX + FIFO
                : name + DEAD_LETTER_SUFFIX;
    }
}
