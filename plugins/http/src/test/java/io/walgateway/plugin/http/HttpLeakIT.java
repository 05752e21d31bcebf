package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What deliveries take, they give back, however they end. */
class HttpLeakIT {
    private static final int DELIVERIES = 6_000;
    private static final int AT_ONCE = 8;
    /** Pooled connections, both ends of which are in this process, and what the JVM itself opens now and then. */
    private static final int TOLERATED = 3 * AT_ONCE;

    private static final String CHUNK = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

    @Test
    void shouldKeepNeitherThreadsNorFilesOfThousandsOfDeliveries() throws InterruptedException {
        try (RawServer server = RawServer.start().does(HttpLeakIT::serve);
                HttpBench bench = new HttpBench()) {
            String nobody = "http://127.0.0.1:" + FreePorts.next() + "/";
            deliver(bench, server, nobody, DELIVERIES / 10);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long files = openFiles();
            deliver(bench, server, nobody, DELIVERIES);
            await().atMost(HttpBench.PATIENCE).untilAsserted(() -> {
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + TOLERATED);
                assertThat(openFiles()).isLessThan(files + TOLERATED);
                assertThat(server.open()).isLessThanOrEqualTo(AT_ONCE);
            });
        }
    }

    /** Each tenth goes wrong in a way of its own. */
    private static void serve(RawServer.Request request, RawServer.Wire wire) throws IOException {
        switch (request.path()) {
            case "/cut" -> wire.cut();
            case "/half" -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
                wire.cut();
            }
            case "/endless" -> {
                wire.send("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (!wire.socket().isClosed()) {
                    wire.send(CHUNK);
                }
            }
            case "/silent" -> {}
            default -> wire.status(204);
        }
    }

    private static void deliver(HttpBench bench, RawServer server, String nobody, int count)
            throws InterruptedException {
        List<String> urls =
                List.of("/a", "/a", "/a", "/a", "/a", "/cut", "/half", "/endless", "/silent", "nobody").stream()
                        .map(path -> path.equals("nobody") ? nobody : server.url(path))
                        .toList();
        List<Thread> threads = new ArrayList<>();
        for (int at = 0; at < AT_ONCE; at++) {
            int first = at;
            threads.add(Thread.ofVirtual()
                    .start(() -> IntStream.range(0, count / AT_ONCE)
                            .mapToObj(i -> urls.get((first + i) % urls.size()))
                            .forEach(url -> bench.deliver(
                                    Messages.message().build(),
                                    url.endsWith("/silent") ? Duration.ofMillis(20) : HttpBench.PATIENCE,
                                    HttpBench.address(url)))));
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
