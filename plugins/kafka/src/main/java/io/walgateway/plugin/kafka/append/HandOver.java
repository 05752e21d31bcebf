package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendEvidence;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands one record to the producer, and takes its answer. What the producer refuses while it is asked comes on the asking
 * thread; everything else comes later, on its own.
 */
final class HandOver implements Callback {
    private final PendingSend<?> send;
    private final ClusterProducer cluster;
    private final ProducerSession session;
    private final ProducerSession.Mark mark;
    private final Thread asker = Thread.currentThread();
    /** Only for the asking thread. */
    private boolean asking = true;

    private @Nullable Exception refusal;

    HandOver(PendingSend<?> send, ClusterProducer cluster, ProducerSession session) {
        this.send = send;
        this.cluster = cluster;
        this.session = session;
        this.mark = session.mark(send.record().topic());
    }

    /** False: the producer does not know the topic (any more), and has not taken the record. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is always called, and this is it.
    boolean attempt() {
        try {
            session.producer().send(send.record(), this);
        } catch (RuntimeException e) {
            refusal = e;
        }
        asking = false;
        Exception refused = refusal;
        if (refused == null) {
            send.handedOver();
            return true;
        }
        if (refused instanceof TimeoutException && !(refused instanceof BufferExhaustedException)) {
            return false;
        }
        send.fail(SendFaults.of(refused, SendEvidence.NOTHING_SENT), SendFaults.text(refused));
        return true;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error == null) {
            send.complete(SendResult.STORED);
        } else if (Thread.currentThread().equals(asker) && asking) {
            refusal = error;
        } else {
            cluster.replaceIfBroken(session, error);
            fail(error);
        }
    }

    /** Whose time is over may yet be sent. What was sent before stays uncertain whatever follows. */
    private void fail(Exception error) {
        if (error instanceof TimeoutException && mark.trail() == SendEvidence.NOTHING_SENT) {
            session.undecided().afterThisRound(over -> fail(error, over ? mark.trail() : SendEvidence.SENT_AGAIN));
        } else {
            fail(error, mark.trail());
        }
    }

    private void fail(Exception error, SendEvidence trail) {
        SendFault fault = SendFaults.of(error, trail);
        send.fail(fault, error instanceof TimeoutException ? late(fault) : SendFaults.text(error));
    }

    /** Kafka's client says the same of both: that records expire. */
    private String late(SendFault fault) {
        String in = " in " + Durations.format(cluster.appendTimeout());
        return fault == SendFault.UNCERTAIN
                ? "sent to " + cluster + ", but not acknowledged" + in + ": may be written"
                : "not sent to " + cluster + in + ": certainly not written";
    }
}
