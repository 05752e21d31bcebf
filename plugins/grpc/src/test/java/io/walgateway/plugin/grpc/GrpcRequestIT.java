package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.testkit.fake.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call has. */
class GrpcRequestIT {
    private static final TraceContext TRACE =
            TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "shop=1");
    private static final byte[] ANY_BYTES = {0, (byte) 0xff, 1};

    private final AnyServer server = AnyServer.start();
    private final GrpcBench bench = new GrpcBench();

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void shouldSendThePayloadAsItIsToTheMethod() {
        byte[] payload = new byte[3 << 20];
        payload[7] = 7;
        assertThat(deliver(Messages.message().payload(Bytes.wrap(payload)).build()))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(server.call().request()).isEqualTo(Bytes.wrap(payload));
        assertThat(server.call().method()).isEqualTo("com.shop.Orders/Put");
        assertThat(deliver(Messages.message().payload(Bytes.EMPTY).build())).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(server.call().request()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void shouldSayWhichMessageItIs() {
        Message message = Messages.message()
                .key("o-1")
                .writeTime(Instant.parse("2026-01-31T12:00:00Z"))
                .trace(TRACE)
                .build();
        deliver(message);
        AnyServer.Call call = server.call();
        assertThat(call.header("idempotency-key")).isEqualTo(message.id().toString());
        assertThat(call.header("wal-message-id")).isEqualTo(message.id().toString());
        assertThat(call.header("wal-namespace")).isEqualTo(message.namespace());
        assertThat(call.header("wal-write-time")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(call.header("wal-attempt")).isEqualTo("1");
        assertThat(call.bytes("wal-ordering-key-bin")).isEqualTo("o-1".getBytes(StandardCharsets.UTF_8));
        assertThat(call.header("traceparent")).isEqualTo(TRACE.parent());
        assertThat(call.header("tracestate")).isEqualTo("shop=1");
        assertThat(call.header("user-agent")).startsWith("wal-gateway");
        assertThat(call.header("grpc-timeout")).isNotNull();
    }

    @Test
    void shouldSendTheMetadataOfTheAddressAndPassOnWhatIsLegal() {
        Message message = Messages.message()
                .headers(
                        Header.of("X-Passed", Bytes.utf8("on")),
                        Header.of("x-shop", Bytes.utf8("of the message")),
                        Header.of("any-bin", Bytes.wrap(ANY_BYTES)),
                        Header.of("umlaut", Bytes.utf8("\u00e4")),
                        Header.of("a b", Bytes.utf8("x")),
                        Header.of("grpc-timeout", Bytes.utf8("1n")),
                        Header.of("te", Bytes.utf8("gzip")),
                        Header.of("wal-attempt", Bytes.utf8("99")),
                        Header.of("authorization", Bytes.utf8("Bearer x")),
                        new Header("none", Optional.empty()))
                .build();
        assertThat(deliver(message, "headers.X-Shop", "main", "headers.key-bin", "AP8B"))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        AnyServer.Call call = server.call();
        assertThat(call.header("x-shop")).isEqualTo("main");
        assertThat(call.bytes("key-bin")).isEqualTo(ANY_BYTES);
        assertThat(call.header("x-passed")).isEqualTo("on");
        assertThat(call.bytes("any-bin")).isEqualTo(ANY_BYTES);
        assertThat(call.header("wal-attempt")).isEqualTo("1");
        assertThat(call.headers().keys()).doesNotContain("umlaut", "a b", "none", "authorization");
    }

    @Test
    void shouldPassOnHeadersWhileThereIsRoomAndNeverFailForThem() {
        Header[] headers = IntStream.range(0, 100)
                .mapToObj(i -> Header.of("x-" + i, Bytes.utf8("v".repeat(150))))
                .toArray(Header[]::new);
        assertThat(deliver(Messages.message().headers(headers).build())).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(server.call().headers().keys()).contains("x-0", "x-20").doesNotContain("x-22", "x-99");
    }

    private DeliveryOutcome deliver(Message message, String... more) {
        return bench.deliver(message, GrpcBench.PATIENCE, GrpcBench.put(server.port(), more));
    }
}
