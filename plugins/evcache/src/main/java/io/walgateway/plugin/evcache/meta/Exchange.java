package io.walgateway.plugin.evcache.meta;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request and its reply. */
public final class Exchange {
    private final MetaCommand command;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    public Exchange(MetaCommand command) {
        this.command = command;
    }

    /** An exchange that ended before it began. */
    public static Exchange ended(MetaCommand command, Reply reply) {
        Exchange exchange = new Exchange(command);
        exchange.claimed.set(true);
        exchange.end(reply);
        return exchange;
    }

    /** Always completes normally. */
    public CompletableFuture<Reply> reply() {
        return reply;
    }

    /** Takes the request back if it has not been sent; it then ends as {@link Reply.NotSent}. */
    public void abandon(String why) {
        if (claimed.compareAndSet(false, true)) {
            end(new Reply.NotSent(why));
        }
    }

    MetaCommand command() {
        return command;
    }

    /** True: the caller sends it now. False: it was taken back. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void end(Reply how) {
        reply.complete(how);
    }
}
