package io.walgateway.benchmarks.sets;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import com.google.protobuf.ByteString;
import io.walgateway.benchmarks.load.Percentile;
import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.core.message.Bytes;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.Target;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Mutation sets on Cassandra: how soon a set is applied, what a part costs beside a plain put, large sets, sets through
 * the whole way, and memory with many open sets.
 */
public final class SetsSuite implements Suite {
    private static final Subject IDLE =
            new Subject("sets", "10 parts to a table, nothing else", "marker to the last row");
    private static final Subject PUTS = new Subject("sets", "1 KiB, 64 at once", "plain puts by the same plugin");
    private static final Subject PARTS = PUTS.beside("parts of one set");
    private static final Subject LONE_PARTS = PUTS.beside("parts of 64 sets, one after the other in each");
    private static final Subject LARGE = new Subject("sets", "1,000 parts of 64 KiB in one set", "sent to applied");
    private static final Subject WHOLE = new Subject("sets", "5 parts of 256 bytes", "through the whole way");
    private static final Subject OPEN = new Subject("sets", "10,000 open sets", "server");
    private static final int AT_ONCE = 64;
    private static final int PARTS_OF_A_SET = 100;
    private static final int LARGE_PARTS = 1_000;
    private static final int LARGE_BYTES = 64 << 10;
    private static final int OPEN_SETS = 10_000;
    private static final long LOOK_AGAIN_NANOS = 500_000;
    private static final int HISTOGRAM_DIGITS = 3;

    private final InstantSource clock;
    /** Ids of sets are used once. */
    private final AtomicLong runs = new AtomicLong();

    public SetsSuite(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sets";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        session.results().expect(new Goal.Absolute(IDLE, Metric.P99_MILLIS, AT_MOST, 50));
        session.results().expect(new Goal.Relative(PARTS, PUTS, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.5));
        session.results().expect(new Goal.Relative(LONE_PARTS, PUTS, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.5));
        session.results().expect(new Goal.Absolute(WHOLE, Metric.SETS_PER_SECOND, AT_LEAST, 500));
        session.results().expect(new Goal.Absolute(OPEN, Metric.MEBIBYTES, AT_MOST, 350));
        session.results().expect(new Goal.Absolute(OPEN.beside("consumer"), Metric.MEBIBYTES, AT_MOST, 350));
        try (SetStack stack = new SetStack(session.bench(), clock)) {
            for (int round = 1; round <= session.pace().rounds(); round++) {
                session.measure(round, IDLE, () -> idle(session, stack));
                session.measure(round, PUTS, () -> puts(session, stack));
                session.measure(round, PARTS, () -> parts(session, stack));
                session.measure(round, LONE_PARTS, () -> loneParts(session, stack));
                session.measure(round, LARGE, () -> large(stack));
                session.measure(round, WHOLE, () -> whole(session, stack));
            }
            session.measure(1, OPEN, () -> open(stack));
            session.measure(1, OPEN.beside("consumer"), () -> Map.of(Metric.MEBIBYTES, peak(stack.consumerPid())));
        }
    }

    private String id(String what) {
        return what + "-" + runs.incrementAndGet();
    }

    private Map<Metric, Double> idle(Session session, SetStack stack) {
        Histogram applied = new Histogram(HISTOGRAM_DIGITS);
        try (SetCaller caller = stack.caller(SetStack.OWN_TARGETS)) {
            // One after another, so that nothing else is under way.
            new ClosedLoop(1, (_, _) -> applySet(stack, caller))
                    .run(session.pace().warmUp(), 0);
            ClosedLoop.Done done = new ClosedLoop(1, (_, _) -> applied.recordValue(applySet(stack, caller)))
                    .run(0, session.pace().seconds());
            return Map.of(
                    Metric.P50_MILLIS, Percentile.millis(applied, 50),
                    Metric.P99_MILLIS, Percentile.millis(applied, 99),
                    Metric.MAX_MILLIS, Percentile.millis(applied, 100),
                    Metric.FAILURES, (double) done.failures());
        }
    }

    /** Returns the time from the sending of the marker until the last row is there. */
    private long applySet(SetStack stack, SetCaller caller) throws InterruptedException {
        String set = id("idle");
        List<ByteString> rows = IntStream.range(0, 10)
                .mapToObj(part -> ByteString.copyFromUtf8("{\"id\": \"%s-%d\", \"note\": \"x\"}".formatted(set, part)))
                .toList();
        Target table = Target.newBuilder()
                .setCassandra(CassandraTarget.newBuilder()
                        .setKeyspace(SetStorage.KEYSPACE)
                        .setTable(SetStorage.TABLE))
                .build();
        caller.parts(set, rows, Optional.of(table));
        long begin = System.nanoTime();
        caller.marker(set, rows.size());
        SetStack.await("the last row", LOOK_AGAIN_NANOS, () -> stack.storage().has(set + "-9"));
        return System.nanoTime() - begin;
    }

    private Map<Metric, Double> puts(Session session, SetStack stack) {
        Bytes content = Bytes.wrap(new byte[1 << 10]);
        String run = id("put");
        return rate(
                session,
                new ClosedLoop(
                        AT_ONCE,
                        (worker, number) ->
                                stack.storage().put(set(run, worker, number), number % PARTS_OF_A_SET, content)));
    }

    /** All workers fill one set, as a client does that has many parts under way, and then the next one. */
    private Map<Metric, Double> parts(Session session, SetStack stack) {
        ByteString content = ByteString.copyFrom(new byte[1 << 10]);
        String run = id("parts");
        AtomicInteger sent = new AtomicInteger();
        try (SetCaller caller = stack.caller(SetStack.COUNTED)) {
            return rate(session, new ClosedLoop(AT_ONCE, (_, _) -> {
                int next = sent.getAndIncrement();
                caller.part(run + "-" + next / LARGE_PARTS, next % LARGE_PARTS, content);
            }));
        }
    }

    private Map<Metric, Double> loneParts(Session session, SetStack stack) {
        ByteString content = ByteString.copyFrom(new byte[1 << 10]);
        String run = id("lone");
        try (SetCaller caller = stack.caller(SetStack.COUNTED)) {
            return rate(
                    session,
                    new ClosedLoop(
                            AT_ONCE,
                            (worker, number) ->
                                    caller.part(set(run, worker, number), number % PARTS_OF_A_SET, content)));
        }
    }

    /** Each worker fills one set after another. */
    private static String set(String run, int worker, int number) {
        return run + "-" + worker + "-" + number / PARTS_OF_A_SET;
    }

    private static Map<Metric, Double> rate(Session session, ClosedLoop loop) {
        ClosedLoop.Done done = loop.run(session.pace().warmUp(), session.pace().seconds());
        tellFirstFailure(session, done);
        return Map.of(Metric.RECORDS_PER_SECOND, done.perSecond(), Metric.FAILURES, (double) done.failures());
    }

    private static void tellFirstFailure(Session session, ClosedLoop.Done done) {
        if (!done.first().isEmpty()) {
            session.progress().accept("the first failure: " + done.first());
        }
    }

    private Map<Metric, Double> large(SetStack stack) {
        String set = id("large");
        ByteString content = ByteString.copyFrom(new byte[LARGE_BYTES]);
        LongAdder failures = new LongAdder();
        long before = stack.delivered().count();
        long begin = System.nanoTime();
        try (SetCaller caller = stack.caller(SetStack.COUNTED)) {
            for (int first = 0; first < LARGE_PARTS; first += PARTS_OF_A_SET / 5) {
                int sequence = first;
                Thread[] some = IntStream.range(sequence, sequence + PARTS_OF_A_SET / 5)
                        .mapToObj(part -> Thread.ofVirtual().start(() -> send(caller, set, part, content, failures)))
                        .toArray(Thread[]::new);
                for (Thread one : some) {
                    one.join();
                }
            }
            caller.marker(set, LARGE_PARTS);
            SetStack.await(
                    "1,000 parts", LOOK_AGAIN_NANOS, () -> stack.delivered().count() >= before + LARGE_PARTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return Map.of(Metric.READY_MILLIS, (System.nanoTime() - begin) / 1e6, Metric.FAILURES, (double) failures.sum());
    }

    private static void send(SetCaller caller, String set, int part, ByteString content, LongAdder failures) {
        try {
            caller.part(set, part, content);
        } catch (IllegalStateException e) {
            failures.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<Metric, Double> whole(Session session, SetStack stack) {
        List<ByteString> payloads = Collections.nCopies(5, ByteString.copyFrom(new byte[256]));
        String run = id("whole");
        long before = stack.delivered().count();
        long begin = System.nanoTime();
        ClosedLoop.Done done;
        try (SetCaller caller = stack.caller(SetStack.COUNTED)) {
            done = new ClosedLoop(AT_ONCE, (worker, number) -> {
                        String set = run + "-" + worker + "-" + number;
                        caller.parts(set, payloads, Optional.empty());
                        caller.marker(set, payloads.size());
                    })
                    .run(session.pace().warmUp(), session.pace().seconds());
        }
        SetStack.await(
                "all parts", LOOK_AGAIN_NANOS * 100, () -> stack.delivered().count() >= before + 5 * done.all());
        Trail steady = new Trail(stack.delivered().samples().stream()
                .filter(sample ->
                        sample.nanos() >= begin + (long) (session.pace().warmUp() * 1e9))
                .filter(sample ->
                        sample.nanos() <= begin + (long) (session.pace().total() * 1e9))
                .toList());
        return Map.of(Metric.SETS_PER_SECOND, steady.recordsPerSecond() / payloads.size(), Metric.FAILURES, (double)
                done.failures());
    }

    /** Opens them, and lets one sweep pass. */
    private Map<Metric, Double> open(SetStack stack) {
        String run = id("open");
        ByteString content = ByteString.copyFrom(new byte[256]);
        AtomicLong opened = new AtomicLong();
        LongAdder failures = new LongAdder();
        try (SetCaller caller = stack.caller(SetStack.COUNTED)) {
            Thread[] all = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        for (long set = opened.getAndIncrement(); set < OPEN_SETS; set = opened.getAndIncrement()) {
                            send(caller, run + "-" + set, 0, content, failures);
                            send(caller, run + "-" + set, 1, content, failures);
                        }
                    }))
                    .toArray(Thread[]::new);
            for (Thread one : all) {
                one.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return Map.of(Metric.MEBIBYTES, peak(stack.serverPid()), Metric.FAILURES, (double) failures.sum());
    }

    private static double peak(long pid) {
        return ProcessCost.of(pid).residentPeakKibibytes() / 1024.0;
    }
}
