package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;
import io.walgateway.plugin.sqs.cluster.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of one queue, on a virtual thread of its own: deletes settled messages at once, and extends the
 * other leases, whether reading is paused or not, well before SQS would deliver the messages again.
 */
final class LeaseCycle implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LeaseCycle.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    private final LeasedMessages holdings;
    private final Duration visibility;
    private final Deletion deletion;
    private final VisibilityChange changes;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean anySettled;
    private boolean closing;

    LeaseCycle(Connection connection, String queue, LeasedMessages holdings, Duration visibility) {
        this.holdings = holdings;
        this.visibility = visibility;
        this.deletion = new Deletion(connection, queue);
        this.changes = new VisibilityChange(connection, queue);
    }

    LeasedMessages holdings() {
        return holdings;
    }

    void acknowledge(Lease lease) {
        if (holdings.acknowledge(lease.position())) {
            lock.lock();
            try {
                anySettled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void run() {
        try {
            boolean allDeleted = true;
            while (awaitWork(allDeleted)) {
                allDeleted = deleteSettled();
                extend();
            }
            deleteSettled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("Expected to see to what is in hand, but it ended: slice={}", holdings.slice(), e);
        } finally {
            ended.countDown();
        }
    }

    /** Deletes settled messages, then releases the others. Does not wait for deletions beyond the patience. */
    void close(Duration patience) {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            boolean _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        changes.release(receipts(holdings.giveUp()));
    }

    /** False: the cycle is to end. */
    private boolean awaitWork(boolean allDeleted) throws InterruptedException {
        long left = allDeleted ? visibility.dividedBy(6).toNanos() : AFTER_FAILURE.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closing && !(anySettled && allDeleted) && left > 0) {
                left = changed.awaitNanos(left);
            }
            anySettled = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private boolean deleteSettled() throws InterruptedException {
        List<HeldMessage> settled = holdings.settled();
        if (settled.isEmpty()) {
            return true;
        }
        List<HeldMessage> done = deletion.delete(settled);
        holdings.remove(done);
        return done.size() == settled.size();
    }

    private void extend() {
        List<HeldMessage> due = holdings.toExtend();
        if (!due.isEmpty()) {
            long fromNanos = System.nanoTime();
            Map<String, String> confirmed = changes.extend(receipts(due), visibility);
            holdings.extended(due, confirmed, fromNanos);
        }
    }

    private static List<VisibilityChange.Change> receipts(List<HeldMessage> held) {
        return held.stream()
                .map(message -> new VisibilityChange.Change(message.messageId(), message.receipt()))
                .toList();
    }
}
