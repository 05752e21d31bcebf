package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueCapabilities;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a queue's configuration; violations name the keys of the namespace document. */
public final class QueueRules {
    static final String RETENTION = "retention";

    private static final String QUEUES = "/wal-queue/";
    private static final String DEAD_LETTER_QUEUES = "/wal-dlq-queue/";
    private static final long RETENTION_MIN_MILLIS = 60_000;
    private static final long RETENTION_MAX_MILLIS = 14L * 86_400_000;
    /**
     * Standard queues keep no order. They cannot keep a message for the longest delays and retries, and need not: a
     * waiting message is appended anew every 15 minutes.
     */
    private static final QueueCapabilities STANDARD = new QueueCapabilities(
            Optional.of("names of FIFO queues (NAME.fifo)"),
            Optional.empty(),
            Optional.of(Duration.ofMillis(RETENTION_MAX_MILLIS)),
            true);

    private static final QueueCapabilities FIFO = new QueueCapabilities(
            Optional.empty(),
            Optional.of("a FIFO queue cannot hold a single message back"),
            Optional.of(Duration.ofMillis(RETENTION_MAX_MILLIS)),
            false);

    private static final int SHOWN = 80;

    private final QueueConfig queue;
    private final List<Violation> violations = new ArrayList<>();

    private QueueRules(QueueConfig queue) {
        this.queue = queue;
    }

    public static List<Violation> check(QueueConfig queue) {
        QueueRules rules = new QueueRules(queue);
        rules.names(QUEUES, queue.names());
        rules.names(DEAD_LETTER_QUEUES, queue.deadLetterNames());
        rules.unique();
        rules.apart();
        rules.noneLikeACopy();
        rules.ofOneKind();
        rules.absent("partitions", "no partitions, which SQS queues do not have");
        rules.absent("replication", "no replication, which is SQS's own affair");
        rules.retention();
        return List.copyOf(rules.violations);
    }

    public static QueueCapabilities capabilities(QueueConfig queue) {
        return queue.names().stream().allMatch(SqsNames::isFifo) ? FIFO : STANDARD;
    }

    public static String shortened(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    }

    private void names(String path, List<String> names) {
        for (int index = 0; index < names.size(); index++) {
            if (!SqsNames.isLegal(names.get(index))) {
                add(path + index, names.get(index), SqsNames.EXPECTATION);
            }
        }
    }

    private void unique() {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < queue.names().size(); index++) {
            if (!seen.add(queue.names().get(index))) {
                add(QUEUES + index, queue.names().get(index), "each queue once");
            }
        }
    }

    private void apart() {
        for (int index = 0; index < queue.deadLetterNames().size(); index++) {
            String name = queue.deadLetterNames().get(index);
            if (queue.names().contains(name)) {
                add(DEAD_LETTER_QUEUES + index, name, "a queue that is not one of wal-queue");
            }
        }
    }

    /** The copies for a target are in a queue whose name is continued with that of the target. */
    private void noneLikeACopy() {
        for (int index = 0; index < queue.names().size(); index++) {
            String name = queue.names().get(index);
            if (queue.names().stream().anyMatch(other -> name.startsWith(other + "-"))) {
                add(QUEUES + index, name, "a name that does not begin with another of wal-queue and a dash");
            }
        }
    }

    /** Mixed queues could keep the order of only a part of the messages, or refuse messages that others accept. */
    private void ofOneKind() {
        boolean fifo = SqsNames.isFifo(queue.names().getFirst());
        String others = fifo
                ? "the name of a FIFO queue (NAME.fifo), as the first of wal-queue is one"
                : "no FIFO queue, as the first of wal-queue is none";
        sameKind(QUEUES, queue.names(), fifo, others);
        sameKind(DEAD_LETTER_QUEUES, queue.deadLetterNames(), fifo, others);
    }

    private void sameKind(String path, List<String> names, boolean fifo, String expectation) {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (SqsNames.isLegal(name) && SqsNames.isFifo(name) != fifo) {
                add(path + index, name, expectation);
            }
        }
    }

    private void absent(String key, String expectation) {
        String value = queue.settings().get(key);
        if (value != null) {
            add("/" + key, value, expectation);
        }
    }

    private void retention() {
        String text = queue.settings().get(RETENTION);
        if (text == null) {
            return;
        }
        try {
            long millis = Long.parseLong(text);
            if (millis >= RETENTION_MIN_MILLIS && millis <= RETENTION_MAX_MILLIS) {
                return;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a value out of range.
        }
        add("/" + RETENTION, text + " ms", "1m to 14d, which is what SQS keeps");
    }

    private void add(String path, String value, String expectation) {
        violations.add(new Violation(path, shortened(value), expectation));
    }
}
