package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps its slices during an outage, as a real reader does until its session ends, and reads nothing. */
final class FaultyQueueReader implements QueueReader {
    private final QueueReader delegate;
    private final FaultSwitch faults;
    private volatile boolean paused;

    FaultyQueueReader(QueueReader delegate, FaultSwitch faults) {
        this.delegate = delegate;
        this.faults = faults;
    }

    @Override
    public List<Lease> poll(Duration wait) {
        faults.hangWhile(QueueFault.HangingPolls.class);
        if (faults.isOutage() || paused) {
            delegate.pause();
        } else {
            delegate.resume();
        }
        return delegate.poll(wait);
    }

    @Override
    public void acknowledge(Lease lease) {
        faults.hangWhile(QueueFault.HangingAcknowledgements.class);
        if (!(faults.now() instanceof QueueFault.ForgettingAcknowledgements)) {
            faults.whenAvailable(() -> delegate.acknowledge(lease));
        }
    }

    @Override
    public CompletionStage<Void> recordAttempts(Lease lease, int attempts) {
        if (faults.now() instanceof QueueFault.RefusingAttempts) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Expected to hold " + lease.slice() + ", but it is assigned elsewhere"));
        }
        CompletableFuture<Void> recorded = new CompletableFuture<>();
        if (faults.now() instanceof QueueFault.SilentAttempts) {
            return recorded;
        }
        faults.whenAvailable(() -> delegate.recordAttempts(lease, attempts).whenComplete((nothing, failure) -> {
            if (failure == null) {
                recorded.complete(null);
            } else {
                recorded.completeExceptionally(failure);
            }
        }));
        return recorded;
    }

    @Override
    public boolean remembersAttempts() {
        return delegate.remembersAttempts();
    }

    @Override
    public void pause() {
        paused = true;
        delegate.pause();
    }

    @Override
    public void resume() {
        paused = false;
        if (!faults.isOutage()) {
            delegate.resume();
        }
    }

    @Override
    public long lag() {
        return faults.isOutage() ? -1 : delegate.lag();
    }

    @Override
    public void wakeup() {
        delegate.wakeup();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
