package io.walgateway.benchmarks.contest;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One thread that starts a request whenever fewer than the allowed number are under way. */
final class PipelinedLoop implements Loop {
    private final int requestsMax;
    private final int payloadsEach;
    private final Count count;
    private final Send send;
    private final Semaphore room;
    private final Thread thread;
    private volatile boolean stopped;

    /** Starts one request. */
    interface Send {
        /** Completes when the server has acknowledged it, and fails if it did not. Numbers do not repeat. */
        CompletionStage<?> send(long number) throws Exception;
    }

    /** @param payloadsEach the payloads of one request */
    PipelinedLoop(int atOnce, int payloadsEach, Count count, Send send) {
        this.requestsMax = Math.max(1, atOnce / payloadsEach);
        this.payloadsEach = payloadsEach;
        this.count = count;
        this.send = send;
        this.room = new Semaphore(requestsMax);
        this.thread = Thread.ofPlatform().name("loop").unstarted(this::run);
    }

    private void run() {
        for (long number = 0; !stopped; number++) {
            room.acquireUninterruptibly();
            try {
                var _ = send.send(number).whenComplete((_, failure) -> ended(failure));
            } catch (Exception e) {
                ended(e);
            }
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null) {
            count.delivered(payloadsEach);
        } else {
            count.failed(failure.toString());
        }
        room.release();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        room.acquire(requestsMax);
    }
}
