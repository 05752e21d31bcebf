package io.walgateway.client;

import io.grpc.Metadata;
import io.grpc.Status;
import io.walgateway.proto.v1.WriteToLogStreamRequest;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends many writes over one call, {@code WriteToLogStream}: writes appended while others are being sent share the next
 * message. Safe for any number of threads.
 *
 * <ul>
 *   <li>{@link #append} blocks while too many writes are unanswered: that is the back-pressure, and the limit of
 *       memory.
 *   <li>Writes are sent in the order of the calls to {@code append}. A write that is tried again comes after those that
 *       were sent in the meantime; with {@link WriteRetries#NONE}, no write is ever sent twice or out of order.
 *   <li>When the call breaks, a new one is opened, to the next address, and unanswered writes are sent again with their
 *       idempotency tokens.
 *   <li>Receipts are completed on threads of the client; callbacks on them must not block, and above all must not call
 *       {@code append}.
 * </ul>
 */
public final class WalStream implements AutoCloseable {
    private static final int WRITES_PER_MESSAGE_MAX = 1024;
    private static final int BYTES_PER_MESSAGE_MAX = 1 << 20;
    private static final Duration LOOK_AFTER = Duration.ofMillis(100);

    private final Channels channels;
    private final RetryTimer timer;
    private final ClientLimits limits;
    private final InFlight inFlight;
    private final Consumer<WalStream> whenClosed;
    private final Runnable stopLooking;
    private final Set<PendingWrite> open = ConcurrentHashMap.newKeySet();

    // All fields below are guarded by this.
    private final Deque<PendingWrite> waiting = new ArrayDeque<>();
    private final Map<Long, PendingWrite> unanswered = new LinkedHashMap<>();
    private @Nullable StreamCall call;
    private long correlation;
    private boolean woken;
    private boolean pausing;
    private int breaks;
    private boolean closed;

    WalStream(Channels channels, RetryTimer timer, ClientLimits limits, Consumer<WalStream> whenClosed) {
        this.channels = channels;
        this.timer = timer;
        this.limits = limits;
        this.inFlight = limits.inFlight();
        this.whenClosed = whenClosed;
        this.stopLooking = timer.every(LOOK_AFTER, this::wake);
    }

    /**
     * Appends a write, when there is room for it.
     *
     * @return always completes normally, within the client's deadline, counted from when there was room
     * @throws InterruptedException when the thread was interrupted while it waited for room; the write is not made
     */
    public CompletionStage<WriteReceipt> append(Write given) throws InterruptedException {
        Write write = given.withToken();
        if (!limits.fits(write)) {
            return CompletableFuture.completedFuture(limits.tooLarge(write));
        }
        long bytes = write.request().getSerializedSize();
        while (!inFlight.enter(bytes, limits.deadline())) {
            // There will be room: each write under way ends by its deadline.
        }
        PendingWrite pending = new PendingWrite(write, limits.deadline());
        open.add(pending);
        pending.receipt().whenComplete((_, _) -> {
            open.remove(pending);
            inFlight.leave(bytes);
        });
        if (!admit(pending)) {
            pending.giveUp("the stream is closed");
        }
        return pending.receipt().minimalCompletionStage();
    }

    /**
     * Waits until all appended writes have their receipts.
     *
     * @throws InterruptedException when the thread was interrupted while it waited; the writes go on
     */
    public void flush() throws InterruptedException {
        while (!inFlight.awaitNothing(limits.deadline())) {
            // Other threads append in the meantime.
        }
    }

    /** Takes no more writes, waits for all outstanding receipts, at most as long as the deadline, and ends the call. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            var _ = inFlight.awaitNothing(limits.deadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopLooking.run();
        end();
        open.forEach(pending -> pending.giveUp("the stream was closed"));
        whenClosed.accept(this);
    }

    private synchronized void end() {
        unanswered
                .values()
                .forEach(pending -> pending.pause(
                        new Answer.Again(
                                Duration.ZERO, true, new WriteReceipt.Unknown(pending.token(), "no answer by the end")),
                        WriteRetries.NONE));
        unanswered.clear();
        waiting.clear();
        if (call != null) {
            call.cancel("the stream is closed");
            call = null;
        }
    }

    private synchronized boolean admit(PendingWrite pending) {
        if (closed) {
            return false;
        }
        waiting.add(pending);
        wakeHolding();
        return true;
    }

    private synchronized void wake() {
        wakeHolding();
    }

    /** Wakes the sender for the first write; it finds later writes, too. */
    private void wakeHolding() {
        if (!woken) {
            woken = true;
            Thread.ofVirtual().name("wal-stream").start(this::proceed);
        }
    }

    private void proceed() {
        for (PendingWrite overdue : send()) {
            overdue.giveUp("the deadline had passed before it could be sent");
        }
    }

    /** Sends the writes that can be sent now; returns those that waited too long. */
    private synchronized List<PendingWrite> send() {
        woken = false;
        List<PendingWrite> overdue = takeOverdue();
        if (call == null && !pausing && !waiting.isEmpty()) {
            call = new StreamCall(new Events(), channels.next());
        }
        while (call != null && call.isReady() && !waiting.isEmpty()) {
            call.send(nextMessage());
        }
        return overdue;
    }

    private List<PendingWrite> takeOverdue() {
        List<PendingWrite> overdue = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.getFirst().isOverdue()) {
            overdue.add(waiting.removeFirst());
        }
        if (call != null && !unanswered.isEmpty()) {
            PendingWrite oldest = unanswered.values().iterator().next();
            if (oldest.isOverdue() || oldest.tried().compareTo(limits.tryTimeout()) > 0) {
                call.cancel("no answer within " + limits.tryTimeout().toMillis() + "ms");
            }
        }
        return overdue;
    }

    private WriteToLogStreamRequest nextMessage() {
        WriteToLogStreamRequest.Builder message =
                WriteToLogStreamRequest.newBuilder().setCorrelation(correlation);
        long bytes = 0;
        for (int count = 0; count < WRITES_PER_MESSAGE_MAX && !waiting.isEmpty(); count++) {
            bytes += waiting.getFirst().bytes();
            if (count > 0 && bytes > BYTES_PER_MESSAGE_MAX) {
                break;
            }
            PendingWrite pending = waiting.removeFirst();
            pending.begin();
            unanswered.put(correlation++, pending);
            if (count == 0) {
                message.setRequest(pending.request());
            } else {
                message.addMore(pending.request());
            }
        }
        return message.build();
    }

    private void answeredOne(WriteToLogStreamResponse response) {
        PendingWrite pending;
        synchronized (this) {
            breaks = 0;
            pending = unanswered.remove(response.getCorrelation());
        }
        if (pending == null) {
            return;
        }
        Answer answer = response.hasRefusal()
                ? Answers.of(response.getRefusal(), pending.token())
                : Answers.of(response.getResponse(), pending.token());
        pending.pause(answer, limits.retries())
                .ifPresentOrElse(pause -> timer.after(pause, () -> again(pending)), () -> pending.settle(answer));
    }

    private void again(PendingWrite pending) {
        synchronized (this) {
            waiting.add(pending);
            wakeHolding();
        }
    }

    /** A call has ended: its unanswered writes are tried again, in their order, before all others. */
    private void ended(StreamCall over, Status status, @Nullable Metadata trailers) {
        List<Runnable> settled = new ArrayList<>();
        synchronized (this) {
            if (call != over) {
                return;
            }
            call = null;
            List<PendingWrite> again = new ArrayList<>();
            for (PendingWrite pending : unanswered.values()) {
                Answer answer = Answers.ofStream(status, trailers, over.hasBegun(), pending.token());
                Optional<Duration> pause = pending.pause(answer, limits.retries());
                if (pause.isPresent()) {
                    again.add(pending);
                } else {
                    settled.add(() -> pending.settle(answer));
                }
            }
            unanswered.clear();
            again.reversed().forEach(waiting::addFirst);
            pauseHolding();
        }
        settled.forEach(Runnable::run);
    }

    private void pauseHolding() {
        pausing = true;
        breaks++;
        timer.after(limits.retries().pause(breaks, java.util.concurrent.ThreadLocalRandom.current()), () -> {
            synchronized (this) {
                pausing = false;
                wakeHolding();
            }
        });
    }

    private final class Events implements StreamCall.Owner {
        @Override
        public void ready() {
            wake();
        }

        @Override
        public void answered(WriteToLogStreamResponse message) {
            answeredOne(message);
            message.getMoreList().forEach(WalStream.this::answeredOne);
        }

        @Override
        public void ended(StreamCall over, Status status, @Nullable Metadata trailers) {
            WalStream.this.ended(over, status, trailers);
        }
    }
}
