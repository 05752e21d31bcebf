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
import io.walgateway.local.LocalComponent;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
    private static final Duration BEFORE = Duration.ofSeconds(20);
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
        Instant hostile;
        Instant over;
        long logsBefore;
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
                writer.awaitMore(WRITES_PER_SECOND * BEFORE.toSeconds(), PATIENCE);
                logsBefore = logBytes();
                hostile = clock.instant();
                attack(List.of(this::garbage, () -> documents(operator), () -> cells(gateway, poisoned)));
                over = clock.instant();
                writer.stop().awaitDone(PATIENCE);
                observer.awaitAll();
            }
        }
        List<HistoryEvent> events = HistoryFiles.readAll(directory);
        report("before", events, Instant.MIN, hostile);
        report("during", events, hostile, over);
        long grown = logBytes() - logsBefore;
        System.out.printf("logs grew by %,d bytes in %s%n", grown, Duration.between(hostile, over));
        assertThat(grown).isLessThan(LOG_BYTES_MAX);
    }

    /** All at once. */
    private static void attack(List<Attack> attacks) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = attacks.stream()
                .map(attack -> Thread.ofVirtual().start(() -> {
                    try {
                        attack.run();
                    } catch (Exception | AssertionError e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
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

    /** Bytes that are no request, each of its own length. */
    private void garbage() {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", system.grpcPort())
                .usePlaintext()
                .build();
        MethodDescriptor<byte[], byte[]> method = WalServiceGrpc.getWriteToLogMethod().toBuilder(
                        RawBytes.MARSHALLER, RawBytes.MARSHALLER)
                .build();
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> answers = new HashMap<>();
        for (int call = 0; call < GARBAGE_CALLS; call++) {
            byte[] bytes = new byte[1 + random.nextInt(GARBAGE_BYTES_MAX)];
            random.nextBytes(bytes);
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

    private static void documents(ControlPlaneCalls operator) throws Exception {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int number = 0; number < DOCUMENTS; number++) {
            String document =
                    "{\"persistence_configurations\": {\"nonsense-%d\": \"%s\"}}".formatted(number, "x".repeat(500));
            answers.merge(
                    operator.send("PUT", "/v1/namespaces/refused", document).statusCode(), 1, Integer::sum);
        }
        System.out.println("documents: " + answers);
        assertThat(answers).containsOnlyKeys(422);
    }

    private static void cells(Gateway gateway, String poisoned) {
        String digits = "9".repeat(DIGITS);
        for (int number = 0; number < CELLS; number++) {
            String payload = "{\"id\": \"%d\", \"%s\": %s}".formatted(number, number % 2 == 0 ? "vi" : "de", digits);
            gateway.awaitTrue(Gateway.request(poisoned, payload).build(), PATIENCE);
        }
        System.out.println("poisonous cells: " + CELLS);
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
