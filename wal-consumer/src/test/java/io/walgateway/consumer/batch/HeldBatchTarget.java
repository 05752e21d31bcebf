package io.walgateway.consumer.batch;

import io.walgateway.core.target.BatchLimits;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Records its requests, holds each one until it is let go, and answers as the test says. */
final class HeldBatchTarget implements BatchTarget {
    private final BatchLimits limits;
    private final Answer answer;
    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger interrupted = new AtomicInteger();
    final List<List<String>> requests = new CopyOnWriteArrayList<>();

    /** The outcomes of the payloads of one request. */
    @FunctionalInterface
    interface Answer {
        List<DeliveryOutcome> to(List<String> payloads);
    }

    HeldBatchTarget(BatchLimits limits, Answer answer) {
        this.limits = limits;
        this.answer = answer;
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public List<DeliveryOutcome> deliverAll(List<DeliveryAttempt> attempts) throws InterruptedException {
        List<String> payloads = attempts.stream()
                .map(attempt -> attempt.message().payload().asUtf8())
                .toList();
        requests.add(payloads);
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
        return answer.to(payloads);
    }

    void letGo(int count) {
        permits.release(count);
    }

    int interrupted() {
        return interrupted.get();
    }
}
