package io.walgateway.plugin.sqs.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.sqs.cluster.SendFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * Sends messages to one queue in batches. A message that comes while no request is under way leaves at once. Messages
 * that come during a request gather until it is answered, or until they fill another one. With one request at a time,
 * messages arrive in the order in which they came. Safe for any number of threads; sending never blocks.
 */
final class SendLane {
    static final int BATCH_MAX = 10;
    /** A waiting send fails this long before its time-out, while it is certain that nothing was sent. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final int requestsMax;
    private final Duration timeout;
    private final BiConsumer<List<PendingSend>, Duration> request;
    private final Runnable atRest;
    private final Object order = new Object();
    private final Queue<PendingSend> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int underWay;

    /**
     * @param requestsMax the most requests under way at once; 1 where the order matters
     * @param timeout     how long a message may take from here to its answer
     * @param request     sends a batch within the time given, blocks, and completes the results of all
     * @param atRest      called when a request has ended and no message is left; a new one may have come by then
     */
    SendLane(int requestsMax, Duration timeout, BiConsumer<List<PendingSend>, Duration> request, Runnable atRest) {
        this.requestsMax = requestsMax;
        this.timeout = timeout;
        this.request = request;
        this.atRest = atRest;
    }

    void send(PendingSend send) {
        synchronized (order) {
            waiting.add(send);
            waitingBytes += send.bytes();
        }
        startRequests();
    }

    private void startRequests() {
        List<PendingSend> batch = next();
        while (!batch.isEmpty()) {
            List<PendingSend> taken = batch;
            Thread.ofVirtual().name("sqs-send").start(() -> carryOut(taken));
            batch = next();
        }
    }

    private List<PendingSend> next() {
        synchronized (order) {
            boolean full = waiting.size() >= BATCH_MAX || waitingBytes >= PendingSend.BYTES_MAX;
            if (waiting.isEmpty() || underWay >= requestsMax || (underWay > 0 && !full)) {
                return List.of();
            }
            List<PendingSend> batch = new ArrayList<>(BATCH_MAX);
            long bytes = 0;
            PendingSend head = waiting.peek();
            while (head != null && batch.size() < BATCH_MAX && bytes + head.bytes() <= PendingSend.BYTES_MAX) {
                bytes += head.bytes();
                batch.add(waiting.remove());
                head = waiting.peek();
            }
            waitingBytes -= bytes;
            underWay++;
            return batch;
        }
    }

    private void carryOut(List<PendingSend> batch) {
        try {
            sendInTime(batch);
        } finally {
            synchronized (order) {
                underWay--;
            }
            startRequests();
            if (isAtRest()) {
                atRest.run();
            }
        }
    }

    /** True if no message waits and no request is under way. */
    boolean isAtRest() {
        synchronized (order) {
            return waiting.isEmpty() && underWay == 0;
        }
    }

    private void sendInTime(List<PendingSend> batch) {
        long nowNanos = System.nanoTime();
        List<PendingSend> inTime = new ArrayList<>(batch.size());
        Duration left = timeout;
        for (PendingSend send : batch) {
            Duration own = timeout.minusNanos(nowNanos - send.bornNanos());
            if (own.compareTo(MARGIN) < 0) {
                send.fail(
                        SendFault.UNREACHABLE,
                        "not sent in " + Durations.format(timeout)
                                + ", for it waited for requests before it: certainly not written");
            } else {
                inTime.add(send);
                left = own.compareTo(left) < 0 ? own : left;
            }
        }
        if (!inTime.isEmpty()) {
            request.accept(inTime, left);
        }
    }
}
