package io.walgateway.server;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The message that one call is sending: counted while it arrives, and refused when it is too large or there is no room.
 * gRPC itself would first collect it completely, and then refuse it without details. Confined to the call's event loop.
 */
final class Arrival extends ServerStreamTracer {
    /** For each message; a smaller one is not worth counting before it is complete. */
    static final int BYTES_FREE = 16 << 10;

    private static final Context.Key<Arrival> KEY = Context.key("arrival");

    private final ArrivingBytes arriving;
    private final int messageBytesMax;
    private final ServerMeters meters;
    private Consumer<Answer.Unread> refuse = _ -> {};
    private long arrived;
    private long held;
    private boolean ended;

    private Arrival(ArrivingBytes arriving, int messageBytesMax, ServerMeters meters) {
        this.arriving = arriving;
        this.messageBytesMax = messageBytesMax;
        this.meters = meters;
    }

    /** Creates one for each call. */
    static Factory factory(ArrivingBytes arriving, int messageBytesMax, ServerMeters meters) {
        return new Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new Arrival(arriving, messageBytesMax, meters);
            }
        };
    }

    /** The arrival of the call that this thread works for. */
    static Arrival current() {
        return KEY.get();
    }

    /** @param refuse ends the call */
    void refuseBy(Consumer<Answer.Unread> refuse) {
        this.refuse = refuse;
    }

    /** Ends the call, unless it has ended. */
    void refuse(Answer.Unread why) {
        if (!ended) {
            end();
            refuse.accept(why);
        }
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(KEY, this);
    }

    @Override
    public void inboundWireSize(long bytes) {
        if (ended) {
            return;
        }
        arrived += bytes;
        if (arrived > messageBytesMax) {
            refuse(new Answer.TooLarge(messageBytesMax));
        } else if (arrived > BYTES_FREE) {
            hold(arrived - held);
        }
    }

    /** The message is complete; from now on its parsed request is counted instead. */
    @Override
    public void inboundMessageRead(int number, long wireBytes, long inflatedBytes) {
        release();
    }

    @Override
    public void streamClosed(Status status) {
        end();
        meters.ended(status.getCode());
    }

    private void hold(long bytes) {
        Optional<String> limit = arriving.hold(bytes);
        if (limit.isPresent()) {
            refuse(new Answer.NoRoom(limit.get()));
        } else {
            held += bytes;
        }
    }

    private void end() {
        ended = true;
        release();
    }

    private void release() {
        arriving.release(held);
        held = 0;
        arrived = 0;
    }
}
