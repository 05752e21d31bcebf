package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.walgateway.it.history.HistoryEvent;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import io.walgateway.it.history.HistoryFiles;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.LoadWriter;
import io.walgateway.it.system.LoadWriter.Load;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Observer;
import io.walgateway.it.system.RawBytes;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Not part of the suite: what a quiet namespace and the logs feel of garbage on the gRPC port, refused documents and
 * poisonous cells. docs/reliability.md says how it is run, and has figures.
 */
class HostileInputBench {
    private static final int GARBAGE_CALLS = Integer.getInteger("garbage", 10_000);
    private static final int DOCUMENTS = Integer.getInteger("documents", 10_000);
    private static final int CELLS = Integer.getInteger("cells", 1_000);
    private static final int DIGITS = 400_000;
    private static final int GARBAGE_BYTES_MAX = 2_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    /** Until the JVMs have compiled what the load runs through. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm-up", 60));

    private static final int WARM_UP_PART = 10;
    private static final Duration BEFORE = Duration.ofSeconds(Integer.getInteger("before", 60));

    /** How long the attack takes at least; 0: as fast as there are answers. */
    private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("attack", 300));

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WRITES_PER_SECOND = 200;
    private static final int KEYS = 50;
    private static final long LOG_BYTES_MAX = 1_000_000;

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();
    private final String name = Components.uniqueName("quiet");
    private final String topic = name + "-out";

    @TempDir
    Path directory;

    @Test
    void shouldKeepOthersQuickAndLogsSmall() throws Exception {
        Topics.create(system, topic, 4);
        List<Round> rounds = new ArrayList<>();
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                Tables tables = new Tables(system);
                HistoryWriter history = HistoryWriter.append(directory.resolve("load" + HistoryFiles.SUFFIX))) {
            operator.put(name, NamespaceDocuments.toTopic(topic));
            String poisoned = Components.uniqueName("poisoned");
            operator.put(poisoned, NamespaceDocuments.toTable(tables.keyspace(), tables.numbers()));
            gateway.awaitServed(name);
            gateway.awaitServed(poisoned);
            history.record(new Begun(Set.of("kafka"), false));
            try (Observer observer = new Observer(system, name, "kafka", topic, history, clock)) {
                LoadWriter writer = new LoadWriter(
                                gateway,
                                new Load(name, KEYS, Load.UNTIL_STOPPED, DEADLINE).at(WRITES_PER_SECOND),
                                history,
                                clock)
                        .start();
                Attackers attackers = new Attackers(operator, gateway, poisoned);
                warmUp(writer, attackers);
                for (int round = 0; round < ROUNDS; round++) {
                    rounds.add(attacked(writer, attackers));
                }
                writer.stop().awaitDone(PATIENCE);
                observer.awaitAll();
            }
        }
        List<HistoryEvent> events = HistoryFiles.readAll(directory);
        for (Round round : rounds) {
            report("before", events, round.calm(), round.hostile());
            report("during", events, round.hostile(), round.over());
            System.out.printf(
                    "logs grew by %,d bytes in %s%n",
                    round.logBytes(), Duration.between(round.hostile(), round.over()));
        }
        assertThat(rounds).allSatisfy(round -> assertThat(round.logBytes()).isLessThan(LOG_BYTES_MAX));
    }

    /** A part of the attack is in it, so that its paths are compiled as well. */
    private void warmUp(LoadWriter writer, Attackers attackers) throws InterruptedException {
        writer.awaitMore(WRITES_PER_SECOND * WARM_UP.toSeconds() / 2, PATIENCE);
        attack(attackers, WARM_UP_PART);
        writer.awaitMore(WRITES_PER_SECOND * WARM_UP.toSeconds() / 2, PATIENCE);
    }

    private Round attacked(LoadWriter writer, Attackers attackers) throws Exception {
        long logBytes = logBytes();
        Instant calm = clock.instant();
        writer.awaitMore(WRITES_PER_SECOND * BEFORE.toSeconds(), PATIENCE);
        Instant hostile = clock.instant();
        attack(attackers, 1);
        return new Round(calm, hostile, clock.instant(), logBytes() - logBytes);
    }

    /** The same load without and with the attack. */
    private record Round(Instant calm, Instant hostile, Instant over, long logBytes) {}

    /** The n-th part of all kinds at once. */
    private void attack(Attackers attackers, int part) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Attack> attacks = List.of(
                () -> garbage(GARBAGE_CALLS / part, ATTACK.dividedBy(part)),
                () -> documents(attackers.operator(), DOCUMENTS / part, ATTACK.dividedBy(part)),
                () -> cells(attackers, CELLS / part, ATTACK.dividedBy(part)));
        List<Thread> threads = attacks.stream()
                .map(attack -> Thread.ofVirtual().start(() -> {
                    try {
                        attack.run();
                    } catch (Exception | AssertionError e) {
                        failures.add(e);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private interface Attack {
        void run() throws Exception;
    }

    private record Attackers(ControlPlaneCalls operator, Gateway gateway, String poisoned) {}

    /** So many calls, spread evenly over a time. */
    private record Pace(long begun, Duration within, int calls) {
        static Pace of(int calls, Duration within) {
            return new Pace(System.nanoTime(), within, calls);
        }

        void awaitTurn(int call) {
            long turn = begun + within.toNanos() / calls * call;
            for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** Bytes that are no request, each of its own length. */
    private void garbage(int calls, Duration within) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", system.grpcPort())
                .usePlaintext()
                .build();
        MethodDescriptor<byte[], byte[]> method = WalServiceGrpc.getWriteToLogMethod().toBuilder(
                        RawBytes.MARSHALLER, RawBytes.MARSHALLER)
                .build();
        SplittableRandom random = new SplittableRandom(calls);
        Map<String, Integer> answers = new HashMap<>();
        Pace pace = Pace.of(calls, within);
        for (int call = 0; call < calls; call++) {
            byte[] bytes = new byte[1 + random.nextInt(GARBAGE_BYTES_MAX)];
            random.nextBytes(bytes);
            pace.awaitTurn(call);
            try {
                ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, bytes);
                answers.merge("taken", 1, Integer::sum);
            } catch (StatusRuntimeException e) {
                answers.merge(e.getStatus().getCode().name(), 1, Integer::sum);
            }
        }
        System.out.println("garbage calls: " + answers);
        channel.shutdownNow();
        assertThat(answers).doesNotContainKeys("UNKNOWN", "taken");
    }

    private static void documents(ControlPlaneCalls operator, int documents, Duration within) throws Exception {
        Map<Integer, Integer> answers = new HashMap<>();
        Pace pace = Pace.of(documents, within);
        for (int number = 0; number < documents; number++) {
            String document =
                    "{\"persistence_configurations\": {\"nonsense-%d\": \"%s\"}}".formatted(number, "x".repeat(500));
            pace.awaitTurn(number);
            answers.merge(
                    operator.send("PUT", "/v1/namespaces/refused", document).statusCode(), 1, Integer::sum);
        }
        System.out.println("documents: " + answers);
        assertThat(answers).containsOnlyKeys(422);
    }

    private static void cells(Attackers attackers, int cells, Duration within) {
        String digits = "9".repeat(DIGITS);
        Pace pace = Pace.of(cells, within);
        for (int number = 0; number < cells; number++) {
            String payload = "{\"id\": \"%d\", \"%s\": %s}".formatted(number, number % 2 == 0 ? "vi" : "de", digits);
            pace.awaitTurn(number);
            attackers
                    .gateway()
                    .awaitTrue(Gateway.request(attackers.poisoned(), payload).build(), PATIENCE);
        }
        System.out.println("poisonous cells: " + cells);
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        for (LocalComponent part : List.of(system.server(), system.consumer(), system.controlPlane())) {
            bytes += Files.size(part.logFile());
        }
        return bytes;
    }

    /** Of the writes that began in this time: until their answer, and until their delivery. */
    private static void report(String when, List<HistoryEvent> events, Instant from, Instant until) {
        Map<String, Instant> begun = new HashMap<>();
        List<Duration> answered = new ArrayList<>();
        Map<String, Duration> delivered = new HashMap<>();
        for (HistoryEvent event : events) {
            if (event instanceof Invoked invoked
                    && !invoked.time().isBefore(from)
                    && invoked.time().isBefore(until)) {
                begun.put(invoked.write(), invoked.time());
            }
        }
        for (HistoryEvent event : events) {
            if (event instanceof Answered answer && begun.containsKey(answer.write())) {
                answered.add(Duration.between(begun.getOrDefault(answer.write(), from), answer.time()));
            } else if (event instanceof Delivered delivery && begun.containsKey(delivery.write())) {
                delivered.putIfAbsent(
                        delivery.write(),
                        Duration.between(begun.getOrDefault(delivery.write(), from), delivery.time()));
            }
        }
        System.out.printf(
                "%s: %d writes, answered p50 %s p99 %s, delivered p50 %s p99 %s%n",
                when,
                begun.size(),
                percentile(answered, 50),
                percentile(answered, 99),
                percentile(List.copyOf(delivered.values()), 50),
                percentile(List.copyOf(delivered.values()), 99));
    }

    private static String percentile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
        return sorted.isEmpty() ? "-" : "%.1f ms".formatted(sorted.get(index).toNanos() / 1e6);
    }
}
