package io.walgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.client.WriteReceipt.Durable;
import io.walgateway.client.WriteReceipt.NotDurable;
import io.walgateway.client.WriteReceipt.Refused;
import io.walgateway.client.WriteReceipt.Unknown;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalStreamTest {
    private final FakeGateway gateway = FakeGateway.start();
    private WalClient client = client().build();

    WalStreamTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldSendAllInTheirOrder() throws InterruptedException {
        List<CompletableFuture<WriteReceipt>> receipts = append(client.openStream(), 10_000);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(Durable.class));
        assertThat(gateway.requests())
                .extracting(FakeGateway::text)
                .containsExactlyElementsOf(
                        IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
        assertThat(gateway.writesPerMessage()).allMatch(count -> count <= 1024);
    }

    @Test
    void shouldSendInOneMessageWhatWasAppendedMeanwhile() throws InterruptedException {
        WalStream stream = client.openStream();
        List<CompletableFuture<WriteReceipt>> receipts;
        // Who sends needs the stream's own lock, so all of these are there when it gets it.
        synchronized (stream) {
            receipts = append(stream, 1_500);
        }
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(Durable.class));
        assertThat(gateway.writesPerMessage()).containsExactly(1024, 476);
    }

    @Test
    void shouldTellEachWriteWhatBecameOfIt() throws InterruptedException {
        gateway.next(Reaction.TRUE, Reaction.INVALID, Reaction.UNKNOWN, Reaction.FALSE);
        reopen(client().retries(WriteRetries.NONE));

        List<CompletableFuture<WriteReceipt>> receipts = append(client.openStream(), 4);

        assertThat(receipts.get(0).join()).isInstanceOf(Durable.class);
        assertThat(receipts.get(1).join())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("target.kafka.topic"));
        assertThat(receipts.get(2).join()).isInstanceOf(Unknown.class);
        assertThat(receipts.get(3).join()).isEqualTo(new NotDurable("scripted"));
    }

    @Test
    void shouldTryAgainWithTheSameToken() throws InterruptedException {
        gateway.next(Reaction.UNKNOWN, Reaction.OVERLOADED, Reaction.FALSE);

        CompletableFuture<WriteReceipt> receipt = append(client.openStream(), 1).getFirst();

        assertThat(receipt.join()).isInstanceOf(Durable.class);
        assertThat(gateway.requests()).hasSize(4);
        assertThat(gateway.requests().stream()
                        .map(request -> request.getIdempotencyToken())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void shouldSendAgainInOrderWhatABrokenCallHasNotAnswered() throws InterruptedException {
        gateway.next(Reaction.TRUE, Reaction.SILENCE, Reaction.SILENCE, Reaction.BREAK);

        List<CompletableFuture<WriteReceipt>> receipts = append(client.openStream(), 6);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(Durable.class));
        List<String> sent = gateway.requests().stream().map(FakeGateway::text).toList();
        assertThat(sent.subList(sent.size() - 5, sent.size())).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void shouldHoldUpWhoAppendsTooMuch() throws Exception {
        gateway.always(Reaction.SILENCE);
        reopen(client().writesInFlightMax(10).deadline(Duration.ofSeconds(1)));
        WalStream stream = client.openStream();
        append(stream, 10);

        CompletableFuture<CompletionStage<WriteReceipt>> next = new CompletableFuture<>();
        Thread blocked = Thread.ofPlatform().start(() -> {
            try {
                next.complete(stream.append(Write.to("orders")));
            } catch (InterruptedException e) {
                next.completeExceptionally(e);
            }
        });
        await().until(() -> blocked.getState() == Thread.State.TIMED_WAITING);
        assertThat(next).isNotDone();
        assertThat(gateway.requests()).hasSizeLessThanOrEqualTo(10);
        // All that is under way ends with its deadline, and makes room.
        assertThat(next.get()).isNotNull();
    }

    @Test
    void shouldEndACallThatAnswersNothingAndTryAnother() throws InterruptedException {
        gateway.next(Reaction.SILENCE);
        reopen(client().tryTimeout(Duration.ofMillis(200)));

        assertThat(append(client.openStream(), 1).getFirst().join()).isInstanceOf(Durable.class);
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void shouldBeCertainWhenNobodyListens() throws InterruptedException {
        gateway.close();
        reopen(client().deadline(Duration.ofMillis(500)));

        assertThat(append(client.openStream(), 3))
                .allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(NotDurable.class));
    }

    @Test
    void shouldWaitForItsReceiptsWhenItIsClosed() throws InterruptedException {
        WalStream stream = client.openStream();
        List<CompletableFuture<WriteReceipt>> receipts = append(stream, 100);
        stream.close();
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt).isCompletedWithValueMatching(Durable.class::isInstance));
        assertThat(append(stream, 1).getFirst().join()).isEqualTo(new NotDurable("the stream is closed"));
    }

    @Test
    void shouldGiveEveryWriteItsReceiptWhenItIsClosedWithoutAnAnswer() throws InterruptedException {
        gateway.always(Reaction.SILENCE);
        reopen(client().deadline(Duration.ofMillis(300)));
        List<CompletableFuture<WriteReceipt>> receipts = append(client.openStream(), 3);

        client.close();

        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt).isCompletedWithValueMatching(Unknown.class::isInstance));
    }

    private static List<CompletableFuture<WriteReceipt>> append(WalStream stream, int count)
            throws InterruptedException {
        List<CompletableFuture<WriteReceipt>> receipts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            receipts.add(stream.append(Write.to("orders").payload(Integer.toString(i)))
                    .toCompletableFuture());
        }
        return receipts;
    }

    private WalClientBuilder client() {
        return WalClient.builder().address(gateway.address());
    }

    private void reopen(WalClientBuilder builder) {
        client.close();
        client = builder.build();
    }
}
