package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendEvidence;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Passes the records of one topic to the producer. While the producer does not know the topic, or there is no producer
 * yet, records wait here in order and a virtual thread keeps asking for the topic. Appending never blocks.
 */
final class TopicLane {
    /** How long a reachable cluster may deny that a topic exists: a new topic takes a moment to become known. */
    private static final Duration ABSENCE_MAX = Duration.ofSeconds(2);

    /** A waiting send fails this long before its time-out, while it is certain that nothing was sent. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final String topic;
    private final ClusterProducer cluster;
    private final Object order = new Object();
    private final Queue<PendingSend<?>> waiting = new ArrayDeque<>();
    private volatile boolean open;
    private boolean asking;
    /** The last answer of the brokers was that there is no such topic. */
    private volatile boolean absent;
    /** The topic was not found and no record waits: another lane replaces this one. */
    private boolean retired;

    /** What the lane did with a record. */
    enum Sent {
        HANDED_OVER,
        /** The record waits until the topic is known. */
        WAITS,
        /** The lane accepts no more records: the topic's next lane does. */
        RETIRED
    }

    TopicLane(String topic, ClusterProducer cluster) {
        this.topic = topic;
        this.cluster = cluster;
    }

    Sent send(PendingSend<?> send) {
        if (open && handOver(send)) {
            return Sent.HANDED_OVER;
        }
        synchronized (order) {
            if (retired) {
                return Sent.RETIRED;
            }
            waiting.add(send);
            open = false;
            askForTopic();
        }
        return Sent.WAITS;
    }

    /** Looks the topic up, so that the first append need not wait for it. */
    void warm() {
        synchronized (order) {
            if (!open && !retired) {
                askForTopic();
            }
        }
    }

    /** False: the record has to wait. */
    private boolean handOver(PendingSend<?> send) {
        ProducerSession session = cluster.session();
        if (session == null) {
            return false;
        }
        return !send.claim() || new HandOver(send, cluster, session).attempt();
    }

    /** The result of a record that waited in vain for its topic. */
    SendResult neverHandedOver(Duration waited) {
        return absent
                ? new SendResult.NotStored(SendFault.NO_TOPIC, "topic " + topic + " does not exist in " + cluster)
                : new SendResult.NotStored(
                        SendFault.UNREACHABLE,
                        "no broker of " + cluster + " answered in " + Durations.format(waited)
                                + ": certainly not written");
    }

    private void askForTopic() {
        if (!asking) {
            asking = true;
            Thread.ofVirtual().name("kafka-topic-" + topic).start(this::ask);
        }
    }

    private void ask() {
        long askedNanos = 0;
        long startedNanos = System.nanoTime();
        while (askedNanos <= cluster.appendTimeout().toNanos() || !isIdle()) {
            try {
                cluster.openSession().producer().partitionsFor(topic);
                if (drain()) {
                    return;
                }
            } catch (RetriableException e) {
                giveUpOverdue(e);
            } catch (RuntimeException e) {
                giveUpAll(e);
            }
            if (cluster.awaitClosing(Duration.ofMillis(20))) {
                giveUpAll(new IllegalStateException("closed"));
                break;
            }
            askedNanos = System.nanoTime() - startedNanos;
        }
        rest();
    }

    /** True: the producer has all waiting records, in their order, and further records go to it directly. */
    private boolean drain() {
        synchronized (order) {
            PendingSend<?> next = waiting.peek();
            while (next != null) {
                if (!handOver(next)) {
                    return false;
                }
                waiting.remove();
                next = waiting.peek();
            }
            open = true;
            asking = false;
            return true;
        }
    }

    private void giveUpOverdue(RuntimeException error) {
        absent = error.getCause() instanceof UnknownTopicOrPartitionException;
        Duration patience = absent ? ABSENCE_MAX : cluster.appendTimeout();
        takeWhile(send -> send.waitedFor(patience.minus(MARGIN)))
                .forEach(send -> send.complete(neverHandedOver(cluster.appendTimeout())));
    }

    private void giveUpAll(RuntimeException error) {
        SendFault fault = SendFaults.of(error, SendEvidence.NOTHING_SENT);
        takeWhile(_ -> true).forEach(send -> send.fail(fault, SendFaults.text(error)));
    }

    /** The caller fails these sends outside of the lock: a callback on a result may append again at once. */
    private List<PendingSend<?>> takeWhile(Predicate<PendingSend<?>> condition) {
        List<PendingSend<?>> taken = new ArrayList<>();
        synchronized (order) {
            PendingSend<?> next = waiting.peek();
            while (next != null && condition.test(next)) {
                taken.add(waiting.remove());
                next = waiting.peek();
            }
        }
        return taken;
    }

    private boolean isIdle() {
        synchronized (order) {
            return waiting.isEmpty();
        }
    }

    private void rest() {
        synchronized (order) {
            asking = false;
            if (!waiting.isEmpty()) {
                askForTopic();
            } else {
                // Requests may name any number of missing topics. The cluster bounds the number of existing ones.
                retired = true;
                cluster.forget(topic, this);
            }
        }
    }
}
