package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at a server. */
class HttpRequestIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final RawServer server = RawServer.start();
    private final TestClock clock = new TestClock();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldSendPayloadAndHeadersOfTheGateway() {
        Message message = Messages.message()
                .payload("hell\u00f6")
                .key("o/1")
                .trace(TraceContext.of(TRACE, "a=b"))
                .build();
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            assertThat(bench.deliver(message, server.url("/{namespace}/{key}?id={message-id}")))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
        }
        RawServer.Request request = server.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders/o%2F1?id=" + message.id());
        assertThat(request.body()).isEqualTo("hell\u00f6");
        assertThat(request.headers())
                .containsEntry("idempotency-key", message.id().toString())
                .containsEntry("wal-message-id", message.id().toString())
                .containsEntry("wal-namespace", "orders")
                .containsEntry("wal-write-time", "2026-01-01T00:00:00Z")
                .containsEntry("wal-attempt", "1")
                .containsEntry("traceparent", TRACE)
                .containsEntry("tracestate", "a=b")
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("user-agent", "wal-gateway")
                .doesNotContainKeys("upgrade", "ce-id", "authorization");
    }

    @Test
    void shouldSendWhatCameWithTheMessageAsFarAsHttpTakesIt() {
        Message message = Messages.message()
                .payload(Bytes.EMPTY)
                .headers(
                        Header.of("X-Shop", Bytes.utf8("one")),
                        Header.of("x-shop", Bytes.utf8("two")),
                        Header.of("Content-Type", Bytes.utf8("text/plain")),
                        Header.of("X-Fixed", Bytes.utf8("of the message")),
                        Header.of("Host", Bytes.utf8("evil")),
                        Header.of("Transfer-Encoding", Bytes.utf8("chunked")),
                        Header.of("Authorization", Bytes.utf8("Bearer evil")),
                        Header.of("wal-attempt", Bytes.utf8("9")),
                        Header.of("Bad Name", Bytes.utf8("x")),
                        Header.of("X-Split", Bytes.utf8("a\r\nX-Evil: b")),
                        Header.of("X-Accent", Bytes.utf8("\u00e9")),
                        new Header("X-None", Optional.empty()))
                .build();
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            assertThat(bench.deliver(message, server.url("/"), "headers.x-fixed", "of the address"))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.request().headers())
                    .containsEntry("x-shop", "one,two")
                    .containsEntry("content-type", "text/plain")
                    .containsEntry("x-fixed", "of the address")
                    .containsEntry("host", "127.0.0.1:" + server.port())
                    .containsEntry("wal-attempt", "1")
                    .containsEntry("content-length", "0")
                    .doesNotContainKeys(
                            "transfer-encoding", "authorization", "x-split", "x-evil", "x-accent", "x-none");
            bench.deliver(message, server.url("/"), "content-type", "application/json");
            assertThat(server.request().header("content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void shouldSendCloudEventsInBinaryMode() {
        Message message = Messages.message()
                .headers(Header.of("ce-id", Bytes.utf8("evil")), Header.of("ce-subject", Bytes.utf8("o-1")))
                .build();
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            bench.deliver(message, server.url("/"), "cloud-events", "binary", "headers.ce-type", "com.example.order");
        }
        assertThat(server.request().headers())
                .containsEntry("ce-specversion", "1.0")
                .containsEntry("ce-id", message.id().toString())
                .containsEntry("ce-source", "/namespaces/orders")
                .containsEntry("ce-type", "com.example.order")
                .containsEntry("ce-time", "2026-01-01T00:00:00Z")
                .containsEntry("ce-subject", "o-1");
    }

    @Test
    void shouldShowABearerTokenAndReadItAgainWhenItHasChanged() throws IOException {
        Path token = directory.resolve("token");
        try (HttpBench bench = new HttpBench(
                Map.of(
                        "credentials.shop.type", "bearer",
                        "credentials.shop.token-file", token.toString(),
                        "credentials.shop.target-hosts", "127.0.0.1"),
                clock)) {
            assertThat(deliverAs("shop", bench))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable -> assertThat(unavailable.why()).contains(token + " does not exist"));
            Files.writeString(token, "secret-1\n");
            assertThat(deliverAs("shop", bench)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.request().header("authorization")).isEqualTo("Bearer secret-1");
            Files.writeString(token, "secret-number-2");
            clock.advance(Duration.ofSeconds(1));
            assertThat(deliverAs("shop", bench)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.request().header("authorization")).isEqualTo("Bearer secret-number-2");
            Files.delete(token);
            clock.advance(Duration.ofSeconds(1));
            assertThat(deliverAs("shop", bench)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.request().header("authorization")).isEqualTo("Bearer secret-number-2");
        }
    }

    @Test
    void shouldShowNameAndPassword() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "p\u00e4ss:word\n");
        try (HttpBench bench = new HttpBench(
                Map.of(
                        "credentials.shop.type",
                        "basic",
                        "credentials.shop.username",
                        "ann",
                        "credentials.shop.password-file",
                        password.toString(),
                        "credentials.shop.target-hosts",
                        "127.0.0.1:" + server.port()),
                clock)) {
            assertThat(deliverAs("shop", bench)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(server.request().header("authorization")).isEqualTo("Basic YW5uOnDDpHNzOndvcmQ=");
        }
    }

    @Test
    void shouldShowCredentialsToTheirHostsAlone() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "secret");
        try (HttpBench bench = new HttpBench(
                Map.of(
                        "credentials.shop.type", "bearer",
                        "credentials.shop.token-file", token.toString(),
                        "credentials.shop.target-hosts", "*.example.com"),
                clock)) {
            assertThat(deliverAs("shop", bench)).isInstanceOf(Rejected.class);
            assertThat(deliverAs("unknown", bench)).isInstanceOf(Rejected.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldSendNothingToAHostThatIsNotAllowed() {
        try (HttpBench bench = new HttpBench(Map.of("target-hosts", "*.example.com, 127.0.0.2"), clock)) {
            assertThat(bench.deliver(server.url("/")))
                    .isEqualTo(new Rejected("/url: " + server.url("")
                            + " (expected: a host that http.target-hosts allows: *.example.com, 127.0.0.2)"));
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRejectAMessageThatDoesNotFitTheUrl() {
        try (HttpBench bench = new HttpBench(Map.of(), clock)) {
            assertThat(bench.deliver(Messages.message().build(), server.url("/{key}")))
                    .isInstanceOf(Rejected.class);
            assertThat(bench.deliver(Messages.message().key("..").build(), server.url("/a/{key}")))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    private DeliveryOutcome deliverAs(String credentials, HttpBench bench) {
        return bench.deliver(server.url("/"), "credentials", credentials);
    }
}
