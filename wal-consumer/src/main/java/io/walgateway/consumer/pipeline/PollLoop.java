package io.walgateway.consumer.pipeline;

import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.target.Destination;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Polls a reader, decodes its entries, leaves out those for other pipelines, and passes the rest to the core. It runs
 * at most two polls ahead of the core, so that the entries that the core has not seen yet are limited, too.
 */
final class PollLoop implements Runnable {
    private static final Duration POLL_WAIT = Duration.ofMillis(100);
    private static final int AHEAD_MAX = 2;

    private final String namespace;
    private final QueueReader reader;
    private final Subscription subscription;
    private final Consumer<DeliveryEvent> events;
    private final Semaphore ahead = new Semaphore(AHEAD_MAX);
    private final InstantSource clock;
    private volatile boolean stopping;
    private volatile PipelineThreads.Activity activity;

    PollLoop(
            String namespace,
            QueueReader reader,
            Subscription subscription,
            Consumer<DeliveryEvent> events,
            InstantSource clock) {
        this.namespace = namespace;
        this.reader = reader;
        this.subscription = subscription;
        this.events = events;
        this.clock = clock;
        this.activity = new PipelineThreads.Activity("starting", clock.instant());
    }

    /** The activity of the polling thread. */
    PipelineThreads.Activity activity() {
        return activity;
    }

    /** The number of polls that the core has not handled yet. */
    int ahead() {
        return Math.max(0, AHEAD_MAX - ahead.availablePermits());
    }

    /** Polls until {@link #stop}, then gives up the reader's slices. */
    @Override
    public void run() {
        try (reader) {
            while (!stopping) {
                begin("polling");
                List<Lease> leases = reader.poll(POLL_WAIT);
                if (!leases.isEmpty()) {
                    begin("handing entries to the core");
                    tell(leases);
                }
            }
            begin("giving up its slices");
        }
    }

    /** Returns at once. */
    void stop() {
        stopping = true;
        reader.wakeup();
        ahead.release(AHEAD_MAX);
    }

    /** Called when the core has handled a poll. */
    void taken() {
        ahead.release();
    }

    private void begin(String doing) {
        activity = new PipelineThreads.Activity(doing, clock.instant());
    }

    private void tell(List<Lease> leases) {
        List<Delivery> deliveries = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            switch (EnvelopeCodec.decode(lease, namespace)) {
                case DecodedRecord.Intact(Message message, var _) -> read(lease, message, deliveries);
                case DecodedRecord.Malformed(String why) -> malformed(lease, why);
            }
        }
        if (!deliveries.isEmpty()) {
            ahead.acquireUninterruptibly();
            events.accept(new DeliveryEvent.Polled(deliveries));
        }
    }

    private void read(Lease lease, Message message, List<Delivery> deliveries) {
        if (subscription.takes(message)) {
            deliveries.add(new Delivery(lease, message, subscription.destination(message)));
        } else {
            reader.acknowledge(lease);
        }
    }

    private void malformed(Lease lease, String why) {
        if (subscription.takesMalformed()) {
            ahead.acquireUninterruptibly();
            events.accept(new DeliveryEvent.Malformed(
                    new Delivery(lease, placeholder(lease), Destination.rejectingAll(why)), why));
        } else {
            reader.acknowledge(lease);
        }
    }

    /** Stands in for a record that could not be read, so that it can be held like any message. */
    private Message placeholder(Lease lease) {
        return new Message(
                new UUID(0, 0),
                namespace,
                new Message.Inline(lease.record()),
                Message.Routing.toAll(Bytes.EMPTY),
                new Message.Lifecycle(lease.appended(), lease.appended(), lease.appended(), Optional.empty()),
                0,
                0,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
    }
}
