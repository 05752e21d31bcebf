package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
    /** What SQS keeps at the most, and unless told otherwise. */
    private static final Duration SQS_RETENTION_MAX = Duration.ofDays(14);

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

    /** How a type is written in {@code physical_storage}. */
    static String written(String type) {
        return type.toUpperCase(Locale.ROOT);
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
     * How long a queue must keep what is written to it. Standard queues of SQS cannot keep all that may be delayed or tried
     * again, and need not: it is appended anew every 15 minutes.
     *
     * @param delayMax the longest delay of a write
     * @param retries  all waits between attempts, one after another
     */
    Duration leastRetention(Duration delayMax, Duration retries) {
        Duration longest = delayMax.plus(retries);
        Duration most = type.equals(SQS) && !isFifo() ? SQS_RETENTION_MAX : Limits.DELAY_LIMIT;
        return longest.compareTo(most) > 0 ? most : longest;
    }

    /** How long a queue will keep it; empty: only its servers know. */
    Optional<Duration> retention() {
        return Optional.ofNullable(settings.get("retention"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .or(() -> type.equals(SQS) ? Optional.of(SQS_RETENTION_MAX) : Optional.empty());
    }

    /** SQS knows a FIFO queue by the end of its name. */
    private String deadLetterName(String name) {
        return type.equals(SQS) && isFifo(name)
                ? name.substring(0, name.length() - FIFO.length()) + DEAD_LETTER_SUFFIX + FIFO
                : name + DEAD_LETTER_SUFFIX;
    }
}
