package io.walgateway.plugin.sqs.read;

import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;

/**
 * How one queue is read.
 *
 * @param waitsAlways false: receives are not held open while messages of the queue are leased
 * @param held       how long SQS holds an empty receive open, whole seconds; zero: it does not
 * @param receivers  the receives under way at once, at least 1
 * @param messages   the messages that one receive asks for, 1 to 10
 * @param visibility how long a received message stays hidden unless its lease is extended
 */
public record ReadPlan(boolean waitsAlways, Duration held, int receivers, int messages, Duration visibility) {
    private static final int RECEIVE_MAX = 10;
    static final int RECEIVERS_MAX = 20;
    static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private static final String POLL_INTERVAL = "poll-interval-secs";
    private static final String MESSAGES = "max-messages-per-poll";
    private static final int MESSAGES_DEFAULT = 20;
    private static final int SECONDS_DEFAULT = 10;

    public static ReadPlan of(QueueConfig queue, Duration visibility, boolean waitsAlways) {
        int seconds = number(queue, POLL_INTERVAL, SECONDS_DEFAULT);
        int messages = number(queue, MESSAGES, MESSAGES_DEFAULT);
        int receivers = Math.ceilDiv(messages, RECEIVE_MAX);
        return new ReadPlan(
                waitsAlways,
                Duration.ofSeconds(Math.min(seconds, WAIT_MAX.toSeconds())),
                Math.clamp(receivers, 1, RECEIVERS_MAX),
                Math.min(messages, RECEIVE_MAX),
                visibility);
    }

    /** How long the next receive is held open. */
    Duration held(boolean someInHand) {
        return waitsAlways || !someInHand ? held : Duration.ZERO;
    }

    private static int number(QueueConfig queue, String key, int otherwise) {
        String text = queue.settings().get(key);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
