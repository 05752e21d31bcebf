package io.walgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.client.FakeGateway.Reaction;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteSetTest {
    private final FakeGateway gateway = FakeGateway.start();
    private final WalClient client = WalClient.builder()
            .address(gateway.address())
            .deadline(Duration.ofSeconds(5))
            .retries(new WriteRetries(2, Duration.ofMillis(1), Duration.ofMillis(10)))
            .build();

    WriteSetTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldSendPartsInSequenceAndTheMarkerWhenAllAreDurable() throws InterruptedException {
        WriteSet set = client.set("carts", "cart-7").completion(marker -> marker.orderingKey("k"));
        set.part(Write.to("").payload("a").toTable("shop", "carts"))
                .part(Write.to("").payload("b").toTopic("events"));
        assertThat(set.commit()).isInstanceOf(WriteReceipt.Durable.class);

        List<WriteToLogRequest> requests = gateway.requests();
        assertThat(requests)
                .hasSize(3)
                .allMatch(request -> request.getNamespace().equals("carts"));
        assertThat(requests.subList(0, 2))
                .extracting(WriteToLogRequest::getBatchPart)
                .containsExactlyInAnyOrder(part(0), part(1));
        WriteToLogRequest marker = requests.getLast();
        assertThat(marker.getBatchPart())
                .isEqualTo(BatchPart.newBuilder()
                        .setBatchId("cart-7")
                        .setPartsTotal(2)
                        .build());
        assertThat(marker.getPayload()).isEmpty();
        assertThat(marker.getOrderingKey().toStringUtf8()).isEqualTo("k");
    }

    @Test
    void shouldSendAgainWhatIsNotDurableAndCommitRepeatedly() throws InterruptedException {
        gateway.always(Reaction.FALSE);
        WriteSet set = client.set("carts").part(Write.to("").payload("a"));
        assertThat(set.commit()).isInstanceOf(WriteReceipt.NotDurable.class);
        assertThat(gateway.requests())
                .allMatch(request -> request.getBatchPart().getPartsTotal() == 0);

        gateway.always(Reaction.TRUE);
        assertThat(set.commit()).isInstanceOf(WriteReceipt.Durable.class);
        int before = gateway.requests().size();
        assertThat(set.commit()).isInstanceOf(WriteReceipt.Durable.class);
        assertThat(gateway.requests()).hasSize(before + 1);
    }

    @Test
    void shouldNotCommitWhereAPartWasRefused() throws InterruptedException {
        gateway.next(Reaction.INVALID);
        WriteSet set = client.set("carts")
                .part(Write.to("").payload("a"))
                .part(Write.to("").payload("b"));
        assertThat(set.commit()).isInstanceOf(WriteReceipt.Refused.class);
        assertThat(gateway.requests()).hasSize(2);
    }

    private static BatchPart part(int sequence) {
        return BatchPart.newBuilder().setBatchId("cart-7").setSequence(sequence).build();
    }
}
