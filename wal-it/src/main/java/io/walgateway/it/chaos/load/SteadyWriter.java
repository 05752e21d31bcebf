package io.walgateway.it.chaos.load;

import com.google.protobuf.ByteString;
import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes at a steady rate to one namespace. Each key has its writes one after another; the next one is sent when the
 * one before is answered. When too many keys wait for their answers, the writer falls behind, and does not catch up.
 */
public final class SteadyWriter implements AutoCloseable {
    private static final int KEYS = 100;
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int ONE_IN_LATER = 20;
    private static final int DELAY_MILLIS_MAX = 3_000;
    private static final int ONE_IN_LARGE = 50;
    private static final int ONE_IN_STRICT = 50;

    private final ChaosNamespace namespace;
    private final Caller caller;
    private final HistoryWriter history;
    private final Tally tally;
    private final DelayedWrites delayed;
    private final InstantSource clock;
    private final Random random;
    private final double perTick;
    private final Queue<Key> idle = new ConcurrentLinkedQueue<>();
    private final Phaser underWay = new Phaser(1);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    /** Used by the ticker only. */
    private double due;

    private record Key(String name, long written) {
        Key next() {
            return new Key(name, written + 1);
        }

        /** True for every other key: its writes are retried when their outcome is unknown. */
        boolean triesAgain() {
            return name.hashCode() % 2 == 0;
        }
    }

    /**
     * Creates a writer that has not begun.
     *
     * @param name the prefix of its keys, so it must be unique
     * @param rate writes a second
     */
    public SteadyWriter(
            ChaosNamespace namespace,
            String name,
            double rate,
            Caller caller,
            HistoryWriter history,
            Tally tally,
            DelayedWrites delayed,
            InstantSource clock,
            Random random) {
        this.namespace = namespace;
        this.caller = caller;
        this.history = history;
        this.tally = tally;
        this.delayed = delayed;
        this.clock = clock;
        this.random = random;
        this.perTick = rate * TICK.toMillis() / 1000;
        for (int key = 0; key < KEYS; key++) {
            idle.add(new Key(name + "-" + key, 0));
        }
    }

    public void start() {
        ticker.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops writing, and returns when everything is answered. */
    @Override
    public void close() {
        ticker.close();
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arriveAndDeregister(), 1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Expected all writes to have ended by their deadlines, but some have not", e);
        }
    }

    private void tick() {
        due = Math.min(due + perTick, perTick * 10 + 1);
        for (; due >= 1; due--) {
            Key key = idle.poll();
            if (key == null) {
                return;
            }
            write(key.next());
        }
    }

    private void write(Key key) {
        String write = key.name() + "/" + key.written();
        Duration delay = random.nextInt(ONE_IN_LATER) == 0
                ? Duration.ofMillis(random.nextInt(1, DELAY_MILLIS_MAX))
                : Duration.ZERO;
        WriteToLogRequest request = request(key, write, delay);
        Instant now = clock.instant();
        // Kafka records the time of a delivery in milliseconds.
        Optional<Instant> notBefore =
                Optional.of(now.plus(delay).truncatedTo(ChronoUnit.MILLIS)).filter(_ -> !delay.isZero());
        underWay.register();
        tally.written();
        history.record(new Invoked(write, key.name(), key.written(), now, notBefore));
        new WriteTries(caller, request, (int) key.written(), (answer, message, detail) -> {
                    history.record(new Answered(write, answer, message, detail, clock.instant()));
                    tally.answered(answer);
                    if (answer == Answer.TRUE && notBefore.isPresent()) {
                        delayed.promised(write);
                    }
                    idle.add(key);
                    underWay.arriveAndDeregister();
                })
                .begin();
    }

    private WriteToLogRequest request(Key key, String write, Duration delay) {
        boolean large = !namespace.picky().isEmpty() && random.nextInt(ONE_IN_LARGE) == 0;
        String payload = large ? write + " " + "x".repeat(ChaosNamespace.SMALL_BYTES_MAX) : write;
        WriteToLogRequest.Builder request = WriteToLogRequest.newBuilder()
                .setNamespace(namespace.name())
                .setPayload(ByteString.copyFromUtf8(payload))
                .setOrderingKey(ByteString.copyFromUtf8(key.name()))
                .setLifecycle(Lifecycle.newBuilder().setDelay(duration(delay)));
        if (key.triesAgain()) {
            request.setIdempotencyToken(write);
        }
        if (namespace.byRequest()) {
            String topic = random.nextInt(ONE_IN_STRICT) == 0 ? namespace.strict() : namespace.requested();
            request.setTarget(
                    Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic(topic)));
        }
        return request.build();
    }

    private static com.google.protobuf.Duration duration(Duration delay) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(delay.toSeconds())
                .setNanos(delay.toNanosPart())
                .build();
    }
}
