package io.walgateway.consumer.batch;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One request under way, on a thread of its own: no caller's interrupt costs the others their outcomes. */
final class Request {
    private final List<Gathered> members;
    private final AtomicInteger waiting;
    private final Thread thread;

    /** @param carryOut runs on the request's thread */
    Request(List<Gathered> members, Consumer<Request> carryOut) {
        this.members = List.copyOf(members);
        this.waiting = new AtomicInteger(members.size());
        this.thread = Thread.ofVirtual().name("batch").unstarted(() -> carryOut.accept(this));
    }

    List<Gathered> members() {
        return members;
    }

    void start() {
        members.forEach(member -> member.sent(this::memberDone));
        thread.start();
    }

    /** A member has its outcome, or its caller waits no longer. A request that nobody waits for is given up. */
    private void memberDone() {
        if (waiting.decrementAndGet() == 0 && !thread.equals(Thread.currentThread())) {
            thread.interrupt();
        }
    }
}
