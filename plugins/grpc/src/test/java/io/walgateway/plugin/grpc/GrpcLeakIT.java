package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.grpc.Metadata;
import io.grpc.Status;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What deliveries take, they give back, however they end. */
class GrpcLeakIT {
    private static final int DELIVERIES = 6_000;
    private static final int AT_ONCE = 8;
    /** Shared threads of gRPC that come and go, and what the JVM itself opens now and then. */
    private static final int TOLERATED = 3 * AT_ONCE;

    private static final List<String> METHODS = List.of(
            "a.B/Good",
            "a.B/Good",
            "a.B/Good",
            "a.B/Good",
            "a.B/Bad",
            "a.B/Huge",
            "a.B/Stream",
            "a.B/Silent",
            "nobody");

    /** Kept, so that it keeps its level: it would tell of each call that is cancelled. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    @BeforeAll
    static void quieten() {
        GRPC.setLevel(Level.SEVERE);
    }

    @Test
    void shouldKeepNeitherThreadsNorFilesOfThousandsOfDeliveries() throws InterruptedException {
        try (AnyServer server = AnyServer.start().does(GrpcLeakIT::serve);
                GrpcBench bench = new GrpcBench()) {
            int nobody = FreePorts.next();
            deliver(bench, server.port(), nobody, DELIVERIES / 10);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long files = openFiles();
            deliver(bench, server.port(), nobody, DELIVERIES);
            await().atMost(GrpcBench.PATIENCE).untilAsserted(() -> {
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + TOLERATED);
                assertThat(openFiles()).isLessThan(files + TOLERATED);
            });
        }
    }

    private static void serve(AnyServer.Call call) {
        switch (call.method()) {
            case "a.B/Bad" -> call.end(Status.INTERNAL);
            case "a.B/Huge" -> {
                call.answer(new byte[2 << 20]);
                call.end(Status.OK);
            }
            case "a.B/Stream" -> {
                call.wire().sendHeaders(new Metadata());
                for (int i = 0; i < 100 && !call.wire().isCancelled(); i++) {
                    call.wire().sendMessage(new byte[100]);
                }
            }
            case "a.B/Silent" -> {}
            default -> call.deliver();
        }
    }

    private static void deliver(GrpcBench bench, int port, int nobody, int count) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int at = 0; at < AT_ONCE; at++) {
            int first = at;
            threads.add(Thread.ofVirtual()
                    .start(() -> IntStream.range(0, count / AT_ONCE)
                            .mapToObj(i -> METHODS.get((first + i) % METHODS.size()))
                            .forEach(method -> bench.deliver(
                                    Messages.message().build(),
                                    method.endsWith("/Silent") ? Duration.ofMillis(20) : GrpcBench.PATIENCE,
                                    method.equals("nobody")
                                            ? GrpcBench.put(nobody)
                                            : GrpcBench.put(port, "method", method)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }
}
