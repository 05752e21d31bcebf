package io.walgateway.it.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Not part of the suite: how many messages the target {@code wal} delivers, beside the client's stream to the same
 * gateway. docs/performance.md says how it is run, and has figures.
 */
class WalTargetBench {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private static final byte[] PAYLOAD = new byte[256];
    private static final InstantSource CLOCK = InstantSource.system();

    /** As a consumer has them: decoded, with what their first log has noted. */
    private static final List<Message> MESSAGES = Stream.generate(() -> Messages.message()
                    .payload(Bytes.wrap(PAYLOAD))
                    .writeTime(CLOCK.instant())
                    .passed("eu", List.of("eu"), List.of("eu/first"))
                    .build())
            .limit(10_000)
            .toList();

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("bench");
    private final String address = "127.0.0.1:" + system.grpcPort();

    @Test
    void shouldSayHowManyMessagesAreDelivered() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, NamespaceDocuments.toTopic(name + "-out"));
            gateway.awaitServed(name);
        }
        // Nobody delivers what is written here.
        system.consumer().stop();
        Map<String, List<Double>> rates = new TreeMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (int atOnce : new int[] {128, 1_024, 2_048}) {
                rates.computeIfAbsent("%,5d at once, stream".formatted(atOnce), _ -> new ArrayList<>())
                        .add(streamRate(atOnce));
                rates.computeIfAbsent("%,5d at once, target".formatted(atOnce), _ -> new ArrayList<>())
                        .add(targetRate(atOnce));
            }
        }
        rates.forEach((what, each) -> System.out.printf(
                "%s: %,.0f/s (%,.0f to %,.0f)%n",
                what,
                median(each),
                each.stream().skip(1).min(Double::compare).orElseThrow(),
                each.stream().skip(1).max(Double::compare).orElseThrow()));
    }

    private double streamRate(int atOnce) throws InterruptedException {
        LongAdder durable = new LongAdder();
        AtomicInteger others = new AtomicInteger();
        Write write = Write.to(name).payload(PAYLOAD);
        long begun = System.nanoTime();
        try (WalClient client = WalClient.builder()
                        .address(address)
                        .writesInFlightMax(atOnce)
                        .build();
                WalStream stream = client.openStream()) {
            while (System.nanoTime() - begun < ROUND.toNanos()) {
                var _ = stream.append(write).thenAccept(receipt -> {
                    if (receipt.isDurable()) {
                        durable.increment();
                    } else {
                        others.incrementAndGet();
                    }
                });
            }
            stream.flush();
        }
        assertThat(others).hasValue(0);
        return rate(durable, begun);
    }

    private double targetRate(int atOnce) throws InterruptedException {
        LongAdder delivered = new LongAdder();
        AtomicInteger others = new AtomicInteger();
        long begun = System.nanoTime();
        try (TargetClient client = Plugins.installed()
                .target("wal")
                .orElseThrow()
                .open(new PluginContext(Map.of("in-flight-max", "4096"), CLOCK, "bench"))) {
            Target target = client.target(new TargetAddress("wal", Map.of("address", address, "namespace", name)));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                int first = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    int next = first;
                    while (System.nanoTime() - begun < ROUND.toNanos()) {
                        if (deliver(target, MESSAGES.get(next++ % MESSAGES.size()))) {
                            delivered.increment();
                        } else {
                            others.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(others).hasValue(0);
        return rate(delivered, begun);
    }

    private static boolean deliver(Target target, Message message) {
        DeliveryAttempt attempt =
                new DeliveryAttempt(message, 1, CLOCK.instant().plusSeconds(60));
        try {
            return target.deliver(attempt).equals(DeliveryOutcome.DELIVERED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double rate(LongAdder count, long begun) {
        return count.sum() * 1e9 / (System.nanoTime() - begun);
    }

    /** The first round warms up. */
    private static double median(List<Double> rates) {
        List<Double> sorted = rates.subList(1, rates.size()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
