package io.walgateway.plugin.grpc.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.plugin.grpc.address.FixedMetadata;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestMetadataTest {
    private final Message message = Messages.message()
            .key("o-1")
            .trace(TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ""))
            .headers(Header.of("x-passed", Bytes.utf8("on")))
            .build();

    @Test
    void shouldNotRepeatWhatTheRequestSaysOfItsMessage() {
        assertThat(metadata(false).keys()).containsExactlyInAnyOrder("authorization", "traceparent", "x-shop");
    }

    @Test
    void shouldSayWhichMessageItIsWhereTheRequestDoesNot() {
        assertThat(metadata(true).keys())
                .containsExactlyInAnyOrder(
                        "authorization",
                        "traceparent",
                        "x-shop",
                        "idempotency-key",
                        "wal-message-id",
                        "wal-namespace",
                        "wal-write-time",
                        "wal-attempt",
                        "wal-ordering-key-bin",
                        "x-passed");
    }

    private Metadata metadata(boolean ofMessage) {
        return RequestMetadata.of(
                new DeliveryAttempt(message, 1, Instant.MAX),
                new FixedMetadata(Map.of("x-shop", Bytes.utf8("main"))),
                Optional.of("Bearer x"),
                ofMessage);
    }
}
