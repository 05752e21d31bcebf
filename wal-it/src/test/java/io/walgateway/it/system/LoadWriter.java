package io.walgateway.it.system;

import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

/**
 * Writes many: each key has its writes one after another, the next one sent when the one before is answered, whatever the
 * answer is, and not before its time where there is a rate; all keys at once. What is sent and answered goes into the
 * history.
 */
public final class LoadWriter {
    /**
     * What to write.
     *
     * @param writesPerKey {@link #UNTIL_STOPPED}: as many as there is time for
     * @param deadline of each write
     * @param payload  made of a write's id and key
     * @param perSecond of all keys together; 0: as fast as there are answers
     */
    public record Load(
            String namespace,
            int keys,
            int writesPerKey,
            Duration deadline,
            BiFunction<String, String, String> payload,
            int perSecond) {
        /** A load that goes on until {@link LoadWriter#stop}, for what must happen under load however fast the machine is. */
        public static final int UNTIL_STOPPED = Integer.MAX_VALUE;

        /** With payloads that are the write's id. */
        public Load(String namespace, int keys, int writesPerKey, Duration deadline) {
            this(namespace, keys, writesPerKey, deadline, (write, _) -> write, 0);
        }

        /** The same at this rate. */
        public Load at(int writesPerSecond) {
            return new Load(namespace, keys, writesPerKey, deadline, payload, writesPerSecond);
        }

        /** With payloads made of a write's id and key. */
        public Load carrying(BiFunction<String, String, String> payloads) {
            return new Load(namespace, keys, writesPerKey, deadline, payloads, perSecond);
        }

        public long writes() {
            return (long) keys * writesPerKey;
        }
    }

    private final Gateway gateway;
    private final Load load;
    private final String keys;
    private final HistoryWriter history;
    private final InstantSource clock;
    private final CountDownLatch done;
    private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pacer").factory());
    private volatile long begun;
    private volatile boolean stopped;

    /** With keys {@code key-0}, {@code key-1} and so on. */
    public LoadWriter(Gateway gateway, Load load, HistoryWriter history, InstantSource clock) {
        this(gateway, load, history, clock, "key-");
    }

    /** With keys that begin so; no other writer of the history may use them. */
    public LoadWriter(Gateway gateway, Load load, HistoryWriter history, InstantSource clock, String keys) {
        this.keys = keys;
        this.gateway = gateway;
        this.load = load;
        this.history = history;
        this.clock = clock;
        this.done = new CountDownLatch(load.keys());
        for (Answer answer : Answer.values()) {
            answers.put(answer, new LongAdder());
        }
    }

    /** Begins; returns at once. */
    public LoadWriter start() {
        begun = System.nanoTime();
        for (int key = 0; key < load.keys(); key++) {
            writeInTime(key, 1);
        }
        return this;
    }

    /** How many writes were answered so. */
    public long answered(Answer answer) {
        return answers.getOrDefault(answer, new LongAdder()).sum();
    }

    /** How many writes were answered. */
    public long answered() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Sends no further write; those under way are answered still. Returns at once. */
    public LoadWriter stop() {
        stopped = true;
        return this;
    }

    /** Waits until so many writes more than now are answered TRUE. */
    public void awaitMore(long writes, Duration atMost) {
        long enough = answered(Answer.TRUE) + writes;
        await().atMost(atMost).until(() -> answered(Answer.TRUE) >= enough);
    }

    /** Waits until all writes are answered. */
    public void awaitDone(Duration atMost) throws InterruptedException {
        if (!done.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Expected an answer to every write within %s, but %d of %d keys wait: %s"
                    .formatted(atMost, done.getCount(), load.keys(), this));
        }
        pacer.shutdown();
    }

    @Override
    public String toString() {
        return answered() + " writes answered: " + answers;
    }

    private void writeInTime(int keyNumber, int sequence) {
        if (stopped || sequence > load.writesPerKey()) {
            done.countDown();
            return;
        }
        if (load.perSecond() == 0) {
            write(keyNumber, sequence);
            return;
        }
        long number = (long) (sequence - 1) * load.keys() + keyNumber;
        long due = begun + number * 1_000_000_000L / load.perSecond();
        var _ = pacer.schedule(() -> write(keyNumber, sequence), due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void write(int keyNumber, int sequence) {
        String key = keys + keyNumber;
        String write = key + "/" + sequence;
        history.record(new Invoked(write, key, sequence, clock.instant(), Optional.empty()));
        var answer = WalServiceGrpc.newFutureStub(gateway.channel())
                .withWaitForReady()
                .withDeadlineAfter(load.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .writeToLog(request(write, key));
        Futures.addCallback(
                answer,
                new FutureCallback<WriteToLogResponse>() {
                    @Override
                    public void onSuccess(WriteToLogResponse response) {
                        answered(write, answer(response), response.getMessageId(), response.getMessage());
                        writeInTime(keyNumber, sequence + 1);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        Status status = Status.fromThrowable(failure);
                        answered(write, answer(status), "", status.toString());
                        writeInTime(keyNumber, sequence + 1);
                    }
                },
                Runnable::run);
    }

    private WriteToLogRequest request(String write, String key) {
        return Gateway.request(load.namespace(), load.payload().apply(write, key))
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .build();
    }

    private void answered(String write, Answer answer, String message, String detail) {
        history.record(new Answered(write, answer, message, detail, clock.instant()));
        answers.getOrDefault(answer, new LongAdder()).increment();
    }

    private static Answer answer(WriteToLogResponse response) {
        return switch (response.getDurable()) {
            case TRILEAN_TRUE -> Answer.TRUE;
            case TRILEAN_FALSE -> Answer.FALSE;
            case TRILEAN_UNKNOWN, UNRECOGNIZED -> Answer.UNKNOWN;
        };
    }

    /** Statuses that say that the gateway looked at the write and did not take it; all others leave it open. */
    private static Answer answer(Status status) {
        return switch (status.getCode()) {
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION, RESOURCE_EXHAUSTED ->
                Answer.REFUSED;
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ALREADY_EXISTS,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> Answer.UNKNOWN;
        };
    }
}
