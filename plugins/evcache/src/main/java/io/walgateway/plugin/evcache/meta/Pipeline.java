package io.walgateway.plugin.evcache.meta;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.text.Printable;
import io.walgateway.core.text.Reasons;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a node. Requests are sent in the order of {@link #send}, without waiting for answers, and the node
 * answers in the same order. A connection is usable when the node has answered on it, so a node that is suspended, or
 * that does not know the meta commands, counts as not connected. A connection that breaks, or gives no answer for too
 * long, is closed for good.
 *
 * <p>All fields without a comment are used on the event loop alone.
 */
public final class Pipeline extends SimpleChannelInboundHandler<MetaAnswer> {
    private static final int COPIED_BYTES_MAX = 4_096;
    private static final int SHOWN_CHARS_MAX = 200;
    private static final byte[] LINE_END = {'\r', '\n'};

    private enum Stage {
        CONNECTING,
        READY,
        CLOSED
    }

    private record Pending(Exchange exchange, int opaque) {}

    private final EventLoop loop;
    private final Duration answerTimeout;
    /** Used by all threads. */
    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();
    /** Used by all threads: true while the event loop has yet to look into {@link #waiting}. */
    private final AtomicBoolean isDue = new AtomicBoolean();

    private final ArrayDeque<Pending> inFlight = new ArrayDeque<>();
    /** Read by all threads. */
    private volatile Stage stage = Stage.CONNECTING;
    /** Read by all threads. */
    private volatile boolean wasReady;
    /** Read by all threads. */
    private volatile String fault = "closed";

    private @Nullable Channel channel;
    private int opaque;
    private boolean isWatched;
    private long progressNanos;
    private long unwrittenBytes;

    private Pipeline(EventLoop loop, Duration answerTimeout) {
        this.loop = loop;
        this.answerTimeout = answerTimeout;
    }

    /**
     * Begins to connect; requests may be sent at once.
     *
     * @param connectTimeout how long it may take until the node has answered
     * @param answerTimeout  how long requests may be in flight without any answer
     * @param encryption     of this connection alone; empty: it is not encrypted
     */
    public static Pipeline connect(
            Bootstrap bootstrap,
            EventLoop loop,
            InetSocketAddress address,
            Duration connectTimeout,
            Duration answerTimeout,
            Optional<ChannelHandler> encryption) {
        Pipeline pipeline = new Pipeline(loop, answerTimeout);
        bootstrap
                .clone(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        encryption.ifPresent(made.pipeline()::addLast);
                        made.pipeline().addLast(new AnswerDecoder(), pipeline);
                    }
                })
                .connect(address)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        pipeline.shut(Reasons.of(connected.cause()));
                    }
                });
        loop.schedule(pipeline::requireReady, connectTimeout.toNanos(), TimeUnit.NANOSECONDS);
        return pipeline;
    }

    /** Sends the request as soon as the connection is usable. */
    public void send(Exchange exchange) {
        waiting.add(exchange);
        if (isDue.compareAndSet(false, true)) {
            onLoop(this::drain);
        }
    }

    /** True until it is closed. */
    public boolean isOpen() {
        return stage != Stage.CLOSED;
    }

    /** True if the node has answered and the connection is open. */
    public boolean isReady() {
        return stage == Stage.READY;
    }

    /** True if the node has ever answered. */
    public boolean wasReady() {
        return wasReady;
    }

    /** The reason why it was closed. */
    public String fault() {
        return fault;
    }

    public void close(String why) {
        onLoop(() -> shut(why));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (stage == Stage.CLOSED) {
            context.close();
            return;
        }
        ByteBuf question = context.alloc().buffer();
        MetaCommand.NOOP.writeLine(question, 0);
        context.writeAndFlush(question);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MetaAnswer answer) {
        switch (stage) {
            case CONNECTING -> greeted(answer);
            case READY -> answered(answer);
            case CLOSED -> {
                // An answer to a request that has ended as lost.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        progressNanos = System.nanoTime();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        shut("the node closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        shut(cause instanceof DecoderException ? "the node does not speak memcached's protocol" : Reasons.of(cause));
    }

    private void greeted(MetaAnswer answer) {
        if (answer.status() != MetaAnswer.Status.ALIVE) {
            shut("the node answered " + shown(answer) + " (expected: memcached 1.6 or later, with meta commands)");
            return;
        }
        wasReady = true;
        stage = Stage.READY;
        drain();
    }

    private void answered(MetaAnswer answer) {
        Pending first = inFlight.poll();
        Optional<String> mark = answer.flag('O');
        if (first == null || (mark.isPresent() && !mark.get().equals(Integer.toString(first.opaque)))) {
            if (first != null) {
                inFlight.addFirst(first);
            }
            shut("the node's answers are out of step");
            return;
        }
        first.exchange.end(new Reply.Answered(answer));
        switch (answer.status()) {
            case CLIENT_ERROR, ERROR -> shut("the node answered " + shown(answer));
            case DONE, VALUE, MISS, NOT_FOUND, NOT_STORED, EXISTS, ALIVE, SERVER_ERROR -> {
                // The next answer belongs to the next request.
            }
        }
    }

    private void drain() {
        isDue.set(false);
        Channel to = channel;
        if (stage == Stage.CLOSED) {
            refuseWaiting();
        } else if (stage == Stage.READY && to != null) {
            sendWaiting(to);
            watch();
        }
    }

    private void sendWaiting(Channel to) {
        ByteBuf batch = to.alloc().buffer();
        for (Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.claim()) {
                if (inFlight.isEmpty()) {
                    progressNanos = System.nanoTime();
                }
                inFlight.add(new Pending(next, ++opaque));
                next.command().writeLine(batch, opaque);
                batch = withValue(to, batch, next.command().value());
            }
        }
        to.writeAndFlush(batch);
    }

    /** Small values are copied, so that many requests go out in one write; large ones are not. */
    private static ByteBuf withValue(Channel to, ByteBuf batch, Optional<Bytes> value) {
        if (value.isEmpty()) {
            return batch;
        }
        if (value.get().size() <= COPIED_BYTES_MAX) {
            return batch.writeBytes(value.get().asBuffer()).writeBytes(LINE_END);
        }
        to.write(batch);
        to.write(Unpooled.wrappedBuffer(value.get().asBuffer()));
        return to.alloc().buffer().writeBytes(LINE_END);
    }

    private void requireReady() {
        if (stage == Stage.CONNECTING) {
            shut("no answer within evcache.connect-timeout");
        }
    }

    /** Keeps one timer running while requests are in flight. */
    private void watch() {
        if (!isWatched && !inFlight.isEmpty()) {
            isWatched = true;
            loop.schedule(this::requireProgress, answerTimeout.toNanos() / 2, TimeUnit.NANOSECONDS);
        }
    }

    private void requireProgress() {
        isWatched = false;
        long unwritten = unwritten();
        if (unwritten != unwrittenBytes) {
            unwrittenBytes = unwritten;
            progressNanos = System.nanoTime();
        }
        if (!inFlight.isEmpty() && System.nanoTime() - progressNanos >= answerTimeout.toNanos()) {
            shut("no answer within evcache.answer-timeout");
        }
        watch();
    }

    private long unwritten() {
        ChannelOutboundBuffer buffer = channel == null ? null : channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void shut(String why) {
        if (stage == Stage.CLOSED) {
            return;
        }
        fault = why;
        stage = Stage.CLOSED;
        if (channel != null) {
            channel.close();
        }
        for (Pending pending = inFlight.poll(); pending != null; pending = inFlight.poll()) {
            pending.exchange.end(new Reply.Lost(why));
        }
        refuseWaiting();
    }

    private void refuseWaiting() {
        for (Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            next.abandon(fault);
        }
    }

    private void onLoop(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException e) {
            fault = "this process is ending";
            stage = Stage.CLOSED;
            refuseWaiting();
        }
    }

    private static String shown(MetaAnswer answer) {
        return Printable.of(answer.line(), SHOWN_CHARS_MAX);
    }
}
