package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendEvidence;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands one record to the producer and receives its answer. A refusal during the call arrives on the calling thread;
 * any other answer arrives later, on the producer's thread.
 */
final class HandOver implements Callback, BooleanSupplier {
    private final PendingSend<?> send;
    private final ClusterProducer cluster;
    private final ProducerSession session;
    private final ProducerSession.Mark mark;
    private final Thread asker = Thread.currentThread();
    /** Confined to the asking thread. */
    private boolean asking = true;

    private @Nullable Exception refusal;

    HandOver(PendingSend<?> send, ClusterProducer cluster, ProducerSession session) {
        this.send = send;
        this.cluster = cluster;
        this.session = session;
        this.mark = session.mark(send.record().topic());
    }

    /** False: the producer does not know the topic, or no longer does, and has not accepted the record. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is always called, and this is it.
    boolean attempt() {
        send.claimedBy(this);
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
            send.unclaim();
            return false;
        }
        send.fail(SendFaults.of(refused, SendEvidence.NOTHING_SENT), SendFaults.text(refused));
        return true;
    }

    /** True as long as no batch is known to have left for the topic since the record was handed over. */
    @Override
    public boolean getAsBoolean() {
        return mark.trail() == SendEvidence.NOTHING_SENT;
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

    /** A record that timed out may still be sent. One that was sent before stays uncertain whatever follows. */
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

    /** Kafka's client reports both cases alike, as expired records. */
    private String late(SendFault fault) {
        String in = " in " + Durations.format(cluster.appendTimeout());
        return fault == SendFault.UNCERTAIN
                ? "sent to " + cluster + ", but not acknowledged" + in + ": may be written"
                : "not sent to " + cluster + in + ": certainly not written";
    }
}
