package io.walgateway.testkit.fake.target;

import io.walgateway.core.message.Message;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Holds up deliveries until it is released, for good. */
public final class Gate implements AutoCloseable {
    private final Predicate<Message> which;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    Gate(Predicate<Message> which) {
        this.which = which;
    }

    /** The number of deliveries that it holds up now. */
    public int waiting() {
        return waiting.get();
    }

    public void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
    }

    void pass(Message message) throws InterruptedException {
        if (which.test(message)) {
            waiting.incrementAndGet();
            try {
                released.await();
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
