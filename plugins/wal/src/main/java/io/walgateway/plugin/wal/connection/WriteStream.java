package io.walgateway.plugin.wal.connection;

import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one namespace, pipelined over one call at a time: writes that are offered while others are being sent share
 * the next message. Safe for any number of threads.
 *
 * <ul>
 *   <li>No write is sent twice. A write that was not sent when its call broke goes to the next call, once; if that one
 *       has no answer to anything either, the write fails.
 *   <li>A call is replaced when it gets old, so that none is cut off when its connection reaches the age at which a
 *       gateway closes it.
 * </ul>
 */
final class WriteStream {
    /** A gateway with a smaller {@code grpc.message-bytes-max} would end the call. */
    static final int BYTES_PER_MESSAGE_MAX = 256 << 10;

    static final int WRITES_PER_MESSAGE_MAX = 256;
    static final Duration CALL_AGE_MAX = Duration.ofMinutes(1);

    private final Channel channel;
    private final Duration callAgeMax;
    private final Runnable whenUnreachable;

    // All fields below are guarded by this.
    private final Set<PendingWrite> waiting = new LinkedHashSet<>();
    private final Set<StreamCall> finishing = new LinkedHashSet<>();
    private @Nullable StreamCall call;
    private boolean woken;
    private boolean closed;

    /**
     * @param callAgeMax      a call that is older is replaced before the next write
     * @param whenUnreachable called after a call that got no connection; must not block
     */
    WriteStream(Channel channel, Duration callAgeMax, Runnable whenUnreachable) {
        this.channel = channel;
        this.callAgeMax = callAgeMax;
        this.whenUnreachable = whenUnreachable;
    }

    /** Never blocks. */
    synchronized Transit offer(PendingWrite write) {
        if (closed) {
            write.complete(new Reply.Broken(Status.Code.CANCELLED, "the connection was closed", false));
        } else {
            waiting.add(write);
            wake();
        }
        return new Sent(write);
    }

    /** Fails everything that is under way. */
    void close() {
        List<PendingWrite> unsent;
        List<StreamCall> open;
        synchronized (this) {
            closed = true;
            unsent = takeWaiting();
            open = new ArrayList<>(finishing);
            if (call != null) {
                open.add(call);
            }
        }
        unsent.forEach(
                write -> write.complete(new Reply.Broken(Status.Code.CANCELLED, "the connection was closed", false)));
        synchronized (this) {
            open.forEach(one -> one.cancel("closed"));
        }
    }

    /** The first write wakes the sender, which then also finds later ones. */
    private synchronized void wake() {
        if (!woken && !closed) {
            woken = true;
            Thread.ofVirtual().name("wal-target-stream").start(this::send);
        }
    }

    private synchronized void send() {
        woken = false;
        if (waiting.isEmpty() || closed) {
            return;
        }
        if (call != null && call.isOlderThan(callAgeMax)) {
            finishing.add(call);
            call.finish();
            call = null;
        }
        if (call == null) {
            call = StreamCall.open(channel, new Events());
        }
        while (call.isReady() && !waiting.isEmpty()) {
            call.send(nextMessage());
        }
    }

    private List<PendingWrite> nextMessage() {
        List<PendingWrite> message = new ArrayList<>();
        long bytes = 0;
        Iterator<PendingWrite> next = waiting.iterator();
        while (next.hasNext() && message.size() < WRITES_PER_MESSAGE_MAX) {
            PendingWrite write = next.next();
            bytes += write.bytes();
            if (!message.isEmpty() && bytes > BYTES_PER_MESSAGE_MAX) {
                break;
            }
            next.remove();
            message.add(write);
        }
        return message;
    }

    private List<PendingWrite> takeWaiting() {
        List<PendingWrite> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    private void callEnded(StreamCall over, Status status) {
        List<PendingWrite> unsent = List.of();
        synchronized (this) {
            finishing.remove(over);
            if (call == over) {
                call = null;
                if (!over.hasAnswered()) {
                    unsent = takeWaiting();
                } else if (!waiting.isEmpty()) {
                    wake();
                }
            }
        }
        if (!over.hasBegun()) {
            whenUnreachable.run();
        }
        over.fail(Replies.ofStream(status, over.hasBegun()));
        unsent.forEach(write -> write.complete(Replies.ofStream(status, false)));
    }

    private final class Sent implements Transit {
        private final PendingWrite write;

        Sent(PendingWrite write) {
            this.write = write;
        }

        @Override
        public boolean isConnected() {
            synchronized (WriteStream.this) {
                return !waiting.contains(write) || (call != null && call.hasBegun());
            }
        }

        @Override
        public boolean withdraw() {
            synchronized (WriteStream.this) {
                if (waiting.remove(write)) {
                    return false;
                }
                if (call == null || !call.forget(write)) {
                    finishing.forEach(one -> one.forget(write));
                }
                return true;
            }
        }
    }

    private final class Events implements StreamCall.Owner {
        @Override
        public void ready() {
            wake();
        }

        @Override
        public void ended(StreamCall over, Status status) {
            callEnded(over, status);
        }
    }
}
