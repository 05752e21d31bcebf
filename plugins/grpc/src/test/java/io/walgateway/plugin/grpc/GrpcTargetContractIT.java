package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import io.walgateway.testkit.fake.Messages;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A method of an application's own, and our receiver's, both in a server on Node. */
class GrpcTargetContractIT extends TargetProviderContract {
    private static NodeShop shop;

    private OptionalInt elsewhere = OptionalInt.empty();

    @BeforeAll
    static void start() {
        shop = new NodeShop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Override
    protected TargetProvider provider() {
        return new GrpcTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(GrpcBench.LOCAL, InstantSource.system(), "contract");
    }

    /** The address says where the server is, not the settings. */
    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        elsewhere = OptionalInt.of(address.getPort());
        return context();
    }

    @Override
    protected TargetAddress address() {
        return GrpcBench.put(elsewhere.orElse(shop.port()));
    }

    @Override
    protected TargetAddress absentAddress() {
        return GrpcBench.address(shop.port(), "method", "com.shop.Orders/NotYet");
    }

    /** A gRPC target has no cluster; what cannot be reached is its address. */
    @Override
    @Test
    public void shouldReviewWhatIsThereWhatIsNotAndWhatCannotBeAsked() {
        try (TargetClient client = provider().open(context())) {
            assertThat(client.review(address(), Duration.ofHours(1))).isEqualTo(TargetReview.NOTHING);
            assertThat(client.review(GrpcBench.address(shop.port()), Duration.ofHours(1)))
                    .isEqualTo(TargetReview.NOTHING);
            for (String missing : new String[] {"com.shop.Orders/NotYet", "com.shop.Nothing/Put"}) {
                TargetReview review =
                        client.review(GrpcBench.address(shop.port(), "method", missing), Duration.ofHours(1));
                assertThat(review.refusals()).isEmpty();
                assertThat(review.warnings()).extracting(Violation::path).containsExactly("/method");
            }
            assertThat(client.review(
                                    GrpcBench.address(shop.port(), "method", "com.shop.Orders/Watch"),
                                    Duration.ofHours(1))
                            .refusals())
                    .extracting(Violation::path)
                    .containsExactly("/method");
            for (String away : new String[] {"127.0.0.1:" + FreePorts.next(), "nobody.invalid:1"}) {
                TargetReview review = client.review(GrpcBench.address(away), Duration.ofHours(1));
                assertThat(review.refusals()).isEmpty();
                assertThat(review.warnings()).extracting(Violation::path).containsExactly("/address");
            }
        }
    }

    @Test
    void shouldDeliverToAReceiverAndGoByItsWord() {
        String marker = Components.uniqueName("receiver");
        try (GrpcBench bench = new GrpcBench()) {
            TargetAddress receiver = GrpcBench.address(shop.port());
            assertThat(bench.deliver(Messages.message().payload(marker).build(), GrpcBench.PATIENCE, receiver))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(shop.received(marker)).hasSize(1);
            assertThat(bench.deliver(
                            Messages.message().payload("refuse " + marker).build(), GrpcBench.PATIENCE, receiver))
                    .isEqualTo(new DeliveryOutcome.Rejected(
                            "grpc://127.0.0.1:" + shop.port() + " rejected it: refuse " + marker));
        }
    }

    @Test
    void shouldRejectWhatAnswersWithAStream() {
        try (GrpcBench bench = new GrpcBench()) {
            assertThat(bench.deliver(
                            Messages.message().payload(payload("x")).build(),
                            GrpcBench.PATIENCE,
                            GrpcBench.address(shop.port(), "method", "com.shop.Orders/Watch")))
                    .isInstanceOf(DeliveryOutcome.Rejected.class);
        }
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("grpc", Map.of()),
                "/address",
                GrpcBench.address("ann:secret@h:1"),
                "/address",
                GrpcBench.address("h:1", "method", "Put"),
                "/method",
                GrpcBench.address("h:1", "headers.te", "x"),
                "/headers.te",
                GrpcBench.address("h:1", "headers.a/b", "x"),
                "/headers.a~1b",
                GrpcBench.address("h:1", "timeout", "0s"),
                "/timeout",
                GrpcBench.address("h:1", "retry-on", "OK"),
                "/retry-on",
                GrpcBench.address("h:1", "queue", "q"),
                "/queue");
    }

    /** A {@code com.shop.Order} with its one field. */
    @Override
    protected Bytes payload(String marker) {
        byte[] text = marker.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream order = new ByteArrayOutputStream();
        order.write(10);
        order.write(text.length);
        order.writeBytes(text);
        return Bytes.wrap(order.toByteArray());
    }

    @Override
    protected int delivered(String marker) {
        return shop.received(marker).size();
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }
}
