package io.walgateway.plugin.sqs.append;

import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFault;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends to one cluster, within one limit of bytes in flight; each queue has a sender of its own. */
public final class ClusterSender implements AutoCloseable {
    /** The cost of a message beyond its bytes, so that the number of small messages is limited, too. */
    private static final int OVERHEAD_BYTES = 512;

    private static final int CONNECTIONS_MAX = 128;

    private static final Logger log = LoggerFactory.getLogger(ClusterSender.class);

    private final Connection connection;
    private final InstantSource clock;
    private final InFlightBytes inFlight;
    private final Map<String, QueueSender> queues = new ConcurrentHashMap<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean closing;

    ClusterSender(SqsSettings settings, String cluster, InstantSource clock) {
        this.connection = new Connection(settings.cluster(cluster), CONNECTIONS_MAX, settings.appendTimeout());
        this.clock = clock;
        this.inFlight = new InFlightBytes(settings.inFlightBytesMax());
    }

    /**
     * Connects and looks these queues up in the background, so that the first message need not wait. Returns at once.
     */
    public void prepare(List<String> names) {
        Thread.ofVirtual().name("sqs-prepare " + names).start(() -> {
            try {
                names.forEach(connection::url);
            } catch (SdkException | IllegalStateException e) {
                log.debug(
                        "Expected to find queues={} at {}; they are looked for again when something is sent",
                        names,
                        this,
                        e);
            }
        });
    }

    /**
     * Returns whether the queue exists.
     *
     * @throws SdkException when no server answers, or the answer does not tell
     */
    public boolean exists(String name) {
        return connection.exists(name);
    }

    /**
     * Sends one message to each of these queues: to all of them, or to none if too much is in flight. Never blocks.
     *
     * @param sends one for each queue; their results tell the outcome of each
     */
    public void send(List<String> names, List<PendingSend> sends) {
        long cost = sends.stream()
                .mapToLong(send -> (long) send.bytes() + OVERHEAD_BYTES)
                .sum();
        if (closing) {
            sends.forEach(send -> send.fail(SendFault.CLOSED, "closed"));
            return;
        }
        if (!inFlight.tryHold(cost)) {
            sends.forEach(send -> send.fail(SendFault.FULL, inFlight.toString()));
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            PendingSend send = sends.get(i);
            send.result().whenComplete((_, _) -> release((long) send.bytes() + OVERHEAD_BYTES));
            // Inside of the map's lock, so that a sender is not dropped while it receives a message.
            queues.compute(names.get(i), (name, known) -> {
                QueueSender sender = known == null ? sender(name) : known;
                sender.send(send);
                return sender;
            });
        }
    }

    /** Requests may name any number of queues, even ones that do not exist, so a sender is dropped once it is idle. */
    private QueueSender sender(String name) {
        return new QueueSender(
                connection,
                name,
                clock,
                () -> queues.computeIfPresent(name, (_, sender) -> sender.isAtRest() ? null : sender));
    }

    /** The number of queues with messages under way. */
    int queues() {
        return queues.size();
    }

    /** Waits until all messages under way are answered, at most as long as the append time-out. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!inFlight.none()) {
                boolean _ = drained.await(
                        connection.requestTimeout().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    private void release(long bytes) {
        inFlight.release(bytes);
        if (closing && inFlight.none()) {
            drained.countDown();
        }
    }
}
