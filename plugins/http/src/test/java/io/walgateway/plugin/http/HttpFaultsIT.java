package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Absent;
import io.walgateway.core.target.DeliveryOutcome.Failed;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that does everything a server can do wrong. */
class HttpFaultsIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration SLACK = Duration.ofSeconds(20);
    /** Until the client is replaced. */
    private static final int CONNECTIONS_KEPT_MAX = 16;

    private static final String CHUNK = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

    private final RawServer server = RawServer.start();
    private final HttpBench bench = new HttpBench();

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 204, 206, 226, 299})
    void shouldTakeEachSuccessForDelivered(int status) {
        server.does((_, wire) -> wire.status(status));
        assertThat(bench.deliver(server.url("/"))).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 413, 415, 421, 422, 426, 431, 451, 499})
    void shouldTakeEachRefusalForRejected(int status) {
        server.does((_, wire) -> wire.answer(status, "no\r\nway"));
        assertThat(bench.deliver(server.url("/")))
                .isEqualTo(new Rejected(server.url("") + " answered " + status + ": no\\r\\nway"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 505, 507, 511, 599})
    void shouldTakeEachServerErrorForFailed(int status) {
        server.does((_, wire) -> wire.status(status));
        assertThat(bench.deliver(server.url("/"))).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 503})
    void shouldWaitForAsLongAsTheServerAsks(int status) {
        server.does((_, wire) -> wire.status(status, "Retry-After: 7"));
        assertThat(bench.deliver(server.url("/")))
                .isInstanceOfSatisfying(
                        Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    /** By the clock of the process, which the attempt's deadline has too. */
    @Test
    void shouldWaitUntilTheTimeThatTheServerNames() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00.250Z"));
        server.does((_, wire) -> wire.status(503, "Retry-After: Tue, 01 Jan 2030 00:00:02 GMT"));
        try (HttpBench then = new HttpBench(Map.of(), clock)) {
            assertThat(then.deliver(server.url("/")))
                    .isInstanceOfSatisfying(
                            Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMillis(1_750)));
        }
    }

    @Test
    void shouldGoByTheListsOfTheAddress() {
        server.does(
                (request, wire) -> wire.status(Integer.parseInt(request.path().substring(1))));
        String[] lists = {
            "delivered-on", "409, 304", "retry-on", "404,200,503", "rejected-on", "500", "absent-on", "410"
        };
        assertThat(bench.deliver(server.url("/409"), lists)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(bench.deliver(server.url("/304"), lists)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(bench.deliver(server.url("/404"), lists)).isInstanceOf(Failed.class);
        assertThat(bench.deliver(server.url("/200"), lists)).isInstanceOf(Failed.class);
        assertThat(bench.deliver(server.url("/503"), lists)).isInstanceOf(Failed.class);
        assertThat(bench.deliver(server.url("/500"), lists)).isInstanceOf(Rejected.class);
        assertThat(bench.deliver(server.url("/410"), lists)).isInstanceOf(Absent.class);
    }

    /** It depends on who is first: the client notices before it sends, or after. */
    @Test
    void shouldNeverTakeAConnectionThatIsResetAtOnceForAnAnswer() {
        try (RawServer resetting = RawServer.resetting()) {
            for (int i = 0; i < 20; i++) {
                assertThat(bench.deliver(resetting.url("/"))).isInstanceOfAny(Unknown.class, Unavailable.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab",
                "nonsense\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n"
            })
    void shouldNotKnowWhatBecameOfARequestWhoseAnswerBreaksOff(String sent) {
        server.does((_, wire) -> {
            wire.send(sent);
            wire.socket().close();
        });
        assertThat(bench.deliver(server.url("/"))).isInstanceOf(Unknown.class);
    }

    @Test
    void shouldGoByTheStatusWhereTheTextOfAnErrorBreaksOff() {
        server.does((_, wire) -> {
            wire.send("HTTP/1.1 422 No\r\nContent-Length: 50\r\n\r\nbecause");
            wire.socket().close();
        });
        assertThat(bench.deliver(server.url("/")))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.why()).contains("answered 422"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"})
    void shouldNotKnowWhatASlowServerDidWhenTheTimeIsOver(String sent) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        server.does((_, wire) -> {
            wire.send(sent);
            awaitOpen(end);
        });
        long start = System.nanoTime();
        assertThat(bench.deliver(Messages.message().build(), SHORT, HttpBench.address(server.url("/"))))
                .isInstanceOf(Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLACK);
        end.countDown();
        await().atMost(HttpBench.PATIENCE).until(() -> server.open() == 0);
    }

    @Test
    void shouldKeepToTheTimeoutOfTheAddress() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        server.does((_, _) -> awaitOpen(end));
        assertThat(bench.deliver(server.url("/"), "timeout", "300ms"))
                .isEqualTo(new Unknown("no answer from " + server.url("") + " in 300ms; the request may have arrived"));
        end.countDown();
    }

    @ParameterizedTest
    @CsvSource({"200, Delivered", "500, Failed", "400, Rejected", "503, Throttled"})
    void shouldGoByTheStatusOfAnEndlessBodyAndCloseItsConnection(int status, String outcome) {
        CountDownLatch given = new CountDownLatch(1);
        server.does((_, wire) -> {
            wire.send("HTTP/1.1 " + status + " OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            try {
                while (true) {
                    wire.send(CHUNK);
                }
            } catch (IOException e) {
                given.countDown();
                throw e;
            }
        });
        DeliveryOutcome ended = bench.deliver(server.url("/"));
        assertThat(ended.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(ended.toString().length()).isLessThan(1_000);
        await().atMost(HttpBench.PATIENCE).until(() -> given.getCount() == 0 && server.open() == 0);
    }

    @Test
    void shouldReadNoEndlessHeadersAndKeepFewOfTheirConnections() {
        server.does((_, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\n");
            while (true) {
                wire.send("X-More: " + "x".repeat(1_000) + "\r\n");
            }
        });
        for (int i = 0; i < 50; i++) {
            assertThat(bench.deliver(server.url("/"))).isInstanceOf(Unknown.class);
        }
        await().atMost(HttpBench.PATIENCE).until(() -> server.open() <= CONNECTIONS_KEPT_MAX);
    }

    @Test
    void shouldKeepFewConnectionsToAServerThatSpeaksNoHttp() {
        server.does((_, wire) -> wire.send("220 mail.example.com ESMTP\r\n\r\n"));
        for (int i = 0; i < 50; i++) {
            assertThat(bench.deliver(server.url("/"))).isInstanceOf(Unknown.class);
        }
        await().atMost(HttpBench.PATIENCE).until(() -> server.open() <= CONNECTIONS_KEPT_MAX);
    }

    @Test
    void shouldUseAConnectionAgain() {
        server.does((_, wire) -> wire.answer(200, "x".repeat(10_000)));
        for (int i = 0; i < 20; i++) {
            assertThat(bench.deliver(server.url("/"))).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"POST, 307", "POST, 308", "PUT, 301", "PATCH, 302", "DELETE, 308"})
    void shouldFollowARedirectToTheSameServerWithTheSameMethod(String method, int status) {
        server.does((request, wire) -> {
            if (request.path().equals("/there?a=b")) {
                wire.status(204);
            } else {
                wire.status(status, "Location: there?a=b#part");
            }
        });
        assertThat(bench.deliver(server.url("/here"), "method", method)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(server.request().method()).isEqualTo(method);
        assertThat(server.request().body()).isEqualTo("hello");
        assertThat(server.request().header("idempotency-key"))
                .isEqualTo(server.requests().getFirst().header("idempotency-key"));
    }

    @ParameterizedTest
    @CsvSource({"POST, 301", "POST, 302", "POST, 303", "PUT, 303", "POST, 300", "POST, 304", "POST, 305"})
    void shouldNotTurnARequestIntoAnother(String method, int status) {
        server.does((_, wire) -> wire.status(status, "Location: /there"));
        assertThat(bench.deliver(server.url("/here"), "method", method)).isInstanceOf(Rejected.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldNotFollowToAnotherServer() {
        try (RawServer other = RawServer.start()) {
            for (String elsewhere : new String[] {
                other.url("/"),
                "//localhost:" + server.port() + "/",
                "https://127.0.0.1:" + server.port() + "/",
                "http://user:pw@127.0.0.1:" + server.port() + "/",
                "ftp://127.0.0.1/",
                "http:///",
                "::",
                "/a b"
            }) {
                server.does((_, wire) -> wire.status(307, "Location: " + elsewhere));
                assertThat(bench.deliver(server.url("/")))
                        .as(elsewhere)
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.why()).doesNotContain("pw"));
            }
            server.does((_, wire) -> wire.status(308));
            assertThat(bench.deliver(server.url("/"))).isInstanceOf(Rejected.class);
            assertThat(other.requests()).isEmpty();
        }
    }

    /** Many malformed answers replace the client between two requests of one delivery. */
    @Test
    void shouldFollowARedirectThoughTheClientIsReplacedMeanwhile() {
        server.does((request, wire) -> {
            switch (request.path()) {
                case "/malformed" -> wire.send("220 mail.example.com ESMTP\r\n\r\n");
                case "/first" -> {
                    for (int i = 0; i < CONNECTIONS_KEPT_MAX; i++) {
                        bench.deliver(server.url("/malformed"));
                    }
                    bench.deliver(server.url("/other"));
                    wire.status(307, "Location: /second");
                }
                default -> wire.status(204);
            }
        });
        assertThat(bench.deliver(server.url("/first"))).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldFollowFiveRedirectsAndNoMore() {
        server.does((request, wire) -> {
            int left = Integer.parseInt(request.path().substring(1));
            if (left == 0) {
                wire.status(204);
            } else {
                wire.status(307, "Location: /" + (left - 1));
            }
        });
        assertThat(bench.deliver(server.url("/5"))).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(bench.deliver(server.url("/6")))
                .isEqualTo(new Rejected(server.url("") + " redirected more than 5 times"));
    }

    @Test
    void shouldBeUnavailableWhereNobodyListensAndWhereNoHostIs() {
        assertThat(bench.deliver("http://127.0.0.1:" + FreePorts.next() + "/")).isInstanceOf(Unavailable.class);
        assertThat(bench.deliver("http://nobody.invalid/"))
                .isEqualTo(new Unavailable("http://nobody.invalid:80: the host cannot be resolved"));
    }

    @Test
    void shouldBeUnavailableWhereTheServerTakesTheConnectionAndDoesNotFinishTls() {
        try (FaultProxy silent = FaultProxy.silent();
                HttpBench hasty = new HttpBench(Map.of("connect-timeout", "300ms"), InstantSource.system())) {
            assertThat(hasty.deliver("https://127.0.0.1:" + silent.port() + "/"))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void shouldHearARefusalThatComesWhileALargeBodyIsOnItsWay() {
        server.refusesEarly("HTTP/1.1 413 Too large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(bench.deliver(
                        Messages.message()
                                .payload(Bytes.wrap(new byte[8 << 20]))
                                .build(),
                        server.url("/")))
                .isInstanceOfAny(Rejected.class, Unknown.class);
    }

    @Test
    void shouldDeliverAgainWhenTheServerIsBack() {
        assertThat(bench.deliver(server.url("/"))).isEqualTo(DeliveryOutcome.DELIVERED);
        server.close();
        await().atMost(HttpBench.PATIENCE).until(() -> bench.deliver(server.url("/")) instanceof Unavailable);
        try (RawServer back = RawServer.at(server.port())) {
            assertThat(bench.deliver(back.url("/"))).isEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldSendNoMoreAtOnceThanItMay() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore arrived = new Semaphore(0);
        server.does((_, wire) -> {
            arrived.release();
            awaitOpen(end);
            wire.status(204);
        });
        try (HttpBench narrow = new HttpBench(Map.of("in-flight-max", "1"), InstantSource.system())) {
            AtomicReference<DeliveryOutcome> first = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> first.set(narrow.deliver(server.url("/"))));
            assertThat(arrived.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            assertThat(narrow.deliver(Messages.message().build(), SHORT, HttpBench.address(server.url("/"))))
                    .isInstanceOf(Throttled.class);
            end.countDown();
            thread.join();
            assertThat(first.get()).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static void awaitOpen(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Expected the test to end");
        }
    }
}
