package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.target.Destination;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decodes polled entries and passes them to the core, at most two polls ahead: the counterpart of the consumer's
 * PollLoop.
 */
final class Polled {
    static final int AHEAD_MAX = 2;

    private final ConsumerProcess process;
    private final Reader reader;
    private final ArrayDeque<DeliveryEvent> untold = new ArrayDeque<>();
    private int permits = AHEAD_MAX;
    private boolean blocked;

    Polled(ConsumerProcess process, Reader reader) {
        this.process = process;
        this.reader = reader;
    }

    /** The reader continues once the core has received everything. */
    void tell(List<Lease> leases) {
        List<Delivery> deliveries = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            switch (EnvelopeCodec.decode(lease, Callers.NAMESPACE)) {
                case DecodedRecord.Intact(Message message, var _) -> {
                    if (message.target().isPresent()) {
                        deliveries.add(new Delivery(lease, message, Targets.destination(message)));
                    } else {
                        reader.acknowledge(lease);
                    }
                }
                case DecodedRecord.Malformed(String why) ->
                    untold.add(new DeliveryEvent.Malformed(
                            new Delivery(lease, placeholder(lease), Destination.rejectingAll(why)), why));
            }
        }
        if (!deliveries.isEmpty()) {
            untold.add(new DeliveryEvent.Polled(deliveries));
        }
        goOn();
    }

    void taken() {
        permits++;
        if (blocked) {
            blocked = false;
            process.soon(this::goOn);
        }
    }

    void stop() {
        permits += AHEAD_MAX;
        if (blocked) {
            blocked = false;
            process.soon(this::goOn);
        }
    }

    private void goOn() {
        while (!untold.isEmpty()) {
            if (permits <= 0) {
                blocked = true;
                return;
            }
            permits--;
            process.tell(untold.remove());
        }
        reader.run();
    }

    private static Message placeholder(Lease lease) {
        return new Message(
                new UUID(0, 0),
                Callers.NAMESPACE,
                new Message.Inline(lease.record()),
                Message.Routing.toAll(Bytes.EMPTY),
                new Message.Lifecycle(lease.appended(), lease.appended(), lease.appended(), Optional.empty()),
                0,
                0,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
    }
}
