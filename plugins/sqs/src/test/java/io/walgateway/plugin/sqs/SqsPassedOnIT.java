package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.MessageBuilder;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsPassedOnIT {
    private static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, String> settings = Components.sqs().settings();
    private final QueueContents contents = new QueueContents(settings);
    private final TargetClient targets =
            new SqsTargetProvider().open(new PluginContext(settings, InstantSource.system(), "test"));
    private final String queue = Components.uniqueName("passed-on");

    @AfterEach
    void close() {
        targets.close();
        contents.close();
    }

    @Test
    void shouldPassOnKeyTraceAndHeaders() throws InterruptedException {
        Message message = delivered(Messages.message()
                .key("customer-7")
                .trace(TRACE)
                .headers(
                        Header.of("schema", Bytes.utf8("7")),
                        Header.of("schema", Bytes.utf8("8")),
                        Header.of("bytes", Bytes.wrap(new byte[] {0, 1})),
                        new Header("none", Optional.empty()),
                        Header.of("not a name", Bytes.utf8("1")),
                        Header.of("AWS.mine", Bytes.utf8("1"))));

        assertThat(message.messageAttributes())
                .containsOnlyKeys(
                        "wal-message-id",
                        "wal-namespace",
                        "wal-attempt",
                        "wal-ordering-key",
                        "traceparent",
                        "tracestate",
                        "schema",
                        "bytes");
        assertThat(text(message, "wal-ordering-key")).isEqualTo("customer-7");
        assertThat(text(message, "traceparent")).isEqualTo(TRACE.parent());
        assertThat(text(message, "tracestate")).isEqualTo("a=1");
        assertThat(text(message, "schema")).isEqualTo("8");
        assertThat(attribute(message, "bytes").binaryValue().asByteArray()).containsExactly(0, 1);
    }

    @Test
    void shouldPassOnAsManyAsSqsTakes() throws InterruptedException {
        Header[] headers = IntStream.range(0, 20)
                .mapToObj(i -> Header.of("header-" + i, Bytes.utf8("v")))
                .toArray(Header[]::new);
        Message message = delivered(
                Messages.message().key("k").trace(TRACE).headers(headers).payload(Bytes.wrap(new byte[] {0})));

        assertThat(message.messageAttributes()).hasSize(10).containsKeys("traceparent", "header-0", "wal-encoding");
    }

    @Test
    void shouldNotRejectAMessageForWhatGoesAlong() throws InterruptedException {
        Message message = delivered(Messages.message()
                .trace(TRACE)
                .headers(Header.of("large", Bytes.utf8("v".repeat(1_000))))
                .payload("p".repeat((1 << 20) - 400)));

        assertThat(message.messageAttributes())
                .containsKeys("traceparent", "tracestate")
                .doesNotContainKey("large");
    }

    private Message delivered(MessageBuilder message) throws InterruptedException {
        contents.create(queue);
        DeliveryAttempt attempt =
                new DeliveryAttempt(message.build(), 1, Instant.now().plus(PATIENCE));
        assertThat(targets.target(new TargetAddress("sqs", Map.of("queue", queue)))
                        .deliver(attempt))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        await().atMost(PATIENCE).until(() -> !contents.messages(queue).isEmpty());
        return contents.messages(queue).getFirst();
    }

    private static String text(Message message, String attribute) {
        return attribute(message, attribute).stringValue();
    }

    private static MessageAttributeValue attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name));
    }
}
