package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the queues of one group. Each queue is one slice, which all readers of the group hold at once: SQS itself gives
 * each message to one of them.
 */
public final class SqsQueueReader implements QueueReader {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final SliceListener listener;
    private final boolean fifo;
    private final ReceiveBuffer arrivals = new ReceiveBuffer();
    private final Map<Slice, LeaseCycle> cycles = new LinkedHashMap<>();
    private final List<Runnable> work = new ArrayList<>();
    private final LagGauge lag;
    private boolean started;
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param queues the queue that the group reads, for each slice
     */
    public SqsQueueReader(
            Connection connection,
            Map<Slice, String> queues,
            ReadPlan plan,
            AttemptMemory attempts,
            SliceListener listener) {
        this.listener = listener;
        this.fifo = queues.values().stream().allMatch(SqsNames::isFifo);
        this.lag = new LagGauge(connection, List.copyOf(queues.values()), arrivals);
        work.add(lag);
        queues.forEach((slice, queue) -> {
            LeasedMessages holdings = new LeasedMessages(slice, plan.visibility(), attempts);
            LeaseCycle cycle = new LeaseCycle(connection, queue, holdings, plan.visibility());
            cycles.put(slice, cycle);
            work.add(cycle);
            for (int i = 0; i < plan.receivers(); i++) {
                work.add(new Receiver(connection, queue, plan, holdings, arrivals));
            }
        });
    }

    @Override
    public List<Lease> poll(Duration wait) {
        if (!started) {
            started = true;
            listener.assigned(slices());
            work.forEach(task -> Thread.ofVirtual().name("sqs-read").start(task));
        }
        try {
            return arrivals.poll(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void acknowledge(Lease lease) {
        LeaseCycle cycle = cycles.get(lease.slice());
        if (cycle != null) {
            cycle.acknowledge(lease);
        }
    }

    /** Counts last as long as the process. A message that goes back to a standard queue has its count in its record. */
    @Override
    public CompletionStage<Void> recordAttempts(Lease lease, int attempts) {
        LeaseCycle cycle = cycles.get(lease.slice());
        if (cycle == null || !cycle.holdings().recordAttempts(lease.position(), attempts)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Expected to hold " + lease.origin() + ", but it is given up"));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean remembersAttempts() {
        return fifo;
    }

    @Override
    public void pause() {
        arrivals.pause(true);
    }

    @Override
    public void resume() {
        arrivals.pause(false);
    }

    @Override
    public long lag() {
        return lag.lag();
    }

    @Override
    public void wakeup() {
        arrivals.wake();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        arrivals.close();
        try {
            if (started) {
                listener.revoked(slices());
            }
        } finally {
            if (started) {
                cycles.values().forEach(cycle -> cycle.close(CLOSE_PATIENCE));
            }
        }
    }

    private Set<Slice> slices() {
        return Set.copyOf(cycles.keySet());
    }
}
