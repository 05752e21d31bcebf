package io.walgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.client.WriteReceipt.Durable;
import io.walgateway.client.WriteReceipt.NotDurable;
import io.walgateway.client.WriteReceipt.Refused;
import io.walgateway.client.WriteReceipt.Unknown;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalClientTest {
    private static final Write WRITE = Write.to("orders").payload("p");

    private final FakeGateway gateway = FakeGateway.start();
    private WalClient client = client().build();

    WalClientTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldSendAllOfTheWrite() throws InterruptedException {
        WriteReceipt receipt = client.writeAndWait(Write.to("orders")
                .payload("p")
                .orderingKey("k")
                .delay(Duration.ofMillis(1500))
                .delayRandom(Duration.ofSeconds(2))
                .delayJitter(0.5)
                .toTopic("t")
                .idempotencyToken("token"));

        assertThat(receipt).isEqualTo(new Durable("id-token"));
        WriteToLogRequest request = gateway.requests().getFirst();
        assertThat(FakeGateway.text(request)).isEqualTo("p");
        assertThat(request.getOrderingKey().toStringUtf8()).isEqualTo("k");
        assertThat(request.getLifecycle().getDelay())
                .isEqualTo(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(1)
                        .setNanos(500_000_000)
                        .build());
        assertThat(request.getLifecycle().getDelayRandom().getSeconds()).isEqualTo(2);
        assertThat(request.getLifecycle().getDelayJitter()).isEqualTo(0.5);
        assertThat(request.getTarget().getKafka().getTopic()).isEqualTo("t");
    }

    @Test
    void shouldTryAgainWithTheSameTokenUntilItIsDurable() throws InterruptedException {
        gateway.next(Reaction.UNKNOWN, Reaction.BREAK, Reaction.FALSE);

        assertThat(client.writeAndWait(WRITE)).isInstanceOf(Durable.class);

        assertThat(gateway.requests()).hasSize(4);
        assertThat(gateway.requests().stream()
                        .map(WriteToLogRequest::getIdempotencyToken)
                        .distinct())
                .singleElement()
                .asString()
                .isNotEmpty();
    }

    @Test
    void shouldWaitAsLongAsTheGatewayAsks() throws InterruptedException {
        gateway.next(Reaction.OVERLOADED);
        long begin = System.nanoTime();

        assertThat(client.writeAndWait(WRITE)).isInstanceOf(Durable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldSayWhichFieldIsAtFaultAndNotTryAgain() throws InterruptedException {
        gateway.next(Reaction.INVALID);

        assertThat(client.writeAndWait(WRITE)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("INVALID_ARGUMENT");
            assertThat(refused.field()).isEqualTo("target.kafka.topic");
            assertThat(refused.retryAfter()).isEmpty();
        });
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void shouldBeRefusedWithTheWaitWhenTheGatewayStaysOverloaded() throws InterruptedException {
        gateway.always(Reaction.OVERLOADED);
        reopen(client().retries(WriteRetries.NONE));

        assertThat(client.writeAndWait(WRITE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofMillis(200)));
    }

    @Test
    void shouldStayInDoubtWhateverALaterTryEndsWith() throws InterruptedException {
        gateway.next(Reaction.UNKNOWN).always(Reaction.FALSE);
        reopen(client().retries(new WriteRetries(2, Duration.ofMillis(1), Duration.ofMillis(1))));
        assertThat(client.writeAndWait(WRITE.idempotencyToken("t")))
                .isEqualTo(new Unknown("t", "an earlier try: scripted"));

        gateway.next(Reaction.UNKNOWN, Reaction.INVALID);
        assertThat(client.writeAndWait(WRITE)).isInstanceOf(Unknown.class);
    }

    @Test
    void shouldBeCertainWhenEveryTryWasAnsweredFalse() throws InterruptedException {
        gateway.always(Reaction.FALSE);
        reopen(client().retries(new WriteRetries(3, Duration.ofMillis(1), Duration.ofMillis(1))));

        assertThat(client.writeAndWait(WRITE)).isEqualTo(new NotDurable("scripted"));
        assertThat(gateway.requests()).hasSize(3);
    }

    @Test
    void shouldBeCertainWhenNobodyListens() throws InterruptedException {
        gateway.close();
        reopen(client().retries(new WriteRetries(2, Duration.ofMillis(1), Duration.ofMillis(1))));

        assertThat(client.writeAndWait(WRITE))
                .isInstanceOfSatisfying(
                        NotDurable.class, no -> assertThat(no.why()).startsWith("UNAVAILABLE"));
    }

    @Test
    void shouldBeInDoubtWhenThereIsNoAnswer() throws InterruptedException {
        gateway.always(Reaction.SILENCE);
        reopen(client().deadline(Duration.ofMillis(300)).tryTimeout(Duration.ofMillis(100)));

        assertThat(client.writeAndWait(WRITE))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.why()).contains("DEADLINE_EXCEEDED"));
        assertThat(gateway.requests()).hasSizeBetween(2, 3);
    }

    @Test
    void shouldPassOverAnAddressThatIsAway() throws Exception {
        try (FakeGateway other = FakeGateway.start()) {
            reopen(client().address(other.address()));
            gateway.close();
            for (int i = 0; i < 10; i++) {
                assertThat(client.writeAndWait(WRITE)).isInstanceOf(Durable.class);
            }
            assertThat(other.requests()).hasSizeGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void shouldShareTheWritesAmongTheAddresses() throws Exception {
        try (FakeGateway other = FakeGateway.start()) {
            reopen(client().address(other.address()));
            for (int i = 0; i < 10; i++) {
                client.writeAndWait(WRITE);
            }
            assertThat(other.requests()).hasSize(5);
            assertThat(gateway.requests()).hasSize(5);
        }
    }

    @Test
    void shouldFindTheGatewayAgain() throws Exception {
        assertThat(client.writeAndWait(WRITE)).isInstanceOf(Durable.class);
        int port = gateway.port();
        gateway.close();
        CompletableFuture<WriteReceipt> receipt = client.write(WRITE).toCompletableFuture();
        try (FakeGateway back = FakeGateway.startOn(port)) {
            assertThat(receipt.get()).isInstanceOf(Durable.class);
            assertThat(back.requests()).hasSize(1);
        }
    }

    @Test
    void shouldWriteNothingPastItsBounds() throws InterruptedException {
        gateway.always(Reaction.SILENCE);
        reopen(client().writesInFlightMax(2).deadline(Duration.ofMillis(400)));
        CompletableFuture<WriteReceipt> first = client.write(WRITE).toCompletableFuture();
        client.write(WRITE);

        assertThat(client.write(WRITE).toCompletableFuture().join())
                .isEqualTo(new NotDurable("too much at once (expected: at most 2 writes or 8388608 bytes under way)"));
        assertThat(first.join()).isInstanceOf(Unknown.class);
        gateway.always(Reaction.TRUE);
        assertThat(client.writeAndWait(WRITE)).isInstanceOf(Durable.class);
    }

    @Test
    void shouldRefuseWhatIsLargerThanAMessage() throws InterruptedException {
        reopen(client().messageBytesMax(1000));
        assertThat(client.writeAndWait(WRITE.payload(new byte[1000])))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("payload"));
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void shouldGiveEveryWriteItsReceiptWhenItIsClosed() {
        gateway.always(Reaction.SILENCE);
        reopen(client().deadline(Duration.ofMillis(300)));
        CompletableFuture<WriteReceipt> receipt = client.write(WRITE).toCompletableFuture();

        client.close();

        assertThat(receipt).isCompletedWithValueMatching(Unknown.class::isInstance);
        assertThat(client.write(WRITE).toCompletableFuture().join()).isEqualTo(new NotDurable("the client is closed"));
        assertThatThrownBy(client::openStream).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseToBeBuiltWithoutAddresses() {
        assertThatThrownBy(() -> WalClient.builder().build()).hasMessage("addresses: none (expected: at least one)");
    }

    private WalClientBuilder client() {
        return WalClient.builder().address(gateway.address());
    }

    private void reopen(WalClientBuilder builder) {
        client.close();
        client = builder.build();
    }
}
