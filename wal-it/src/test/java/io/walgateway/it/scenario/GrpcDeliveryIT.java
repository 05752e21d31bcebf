package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.walgateway.client.receiver.Delivery;
import io.walgateway.client.receiver.Outcome;
import io.walgateway.client.receiver.WalReceiver;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.port.FreePorts;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The sample of a gRPC target: a receiver that is not there yet when the writes come, asks for time, and gets them all. */
class GrpcDeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("shipments");
    private final int port = FreePorts.next();
    private final List<Delivery> refused = new CopyOnWriteArrayList<>();
    private final List<Delivery> received = new CopyOnWriteArrayList<>();

    @Test
    void shouldDeliverInOrderToAReceiverThatComesLateAndIsBusyAtFirst() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, sample());
            String id = gateway.awaitTrue(request("1"), PATIENCE).getMessageId();
            gateway.awaitTrue(request("2"), PATIENCE);
            gateway.awaitTrue(request("3"), PATIENCE);
            try (WalReceiver _ = WalReceiver.builder()
                    .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .handler(this::handle)
                    .start()) {
                await().atMost(PATIENCE).until(() -> received.size() == 3);
            }
            assertThat(received).extracting(Delivery::text).containsExactly("1", "2", "3");
            Delivery first = received.getFirst();
            assertThat(first.messageId()).isEqualTo(id);
            assertThat(first.namespace()).isEqualTo(name);
            assertThat(first.orderingKey().toStringUtf8()).isEqualTo("o/1");
            assertThat(first.attempt())
                    .as("neither the outage nor the pause counts")
                    .isEqualTo(1);
        }
    }

    private Outcome handle(Delivery delivery) {
        if (refused.isEmpty()) {
            refused.add(delivery);
            return Outcome.retryAfter(Duration.ofSeconds(1), "busy");
        }
        received.add(delivery);
        return Outcome.delivered();
    }

    private WriteToLogRequest request(String payload) {
        return Gateway.request(name, payload)
                .setOrderingKey(ByteString.copyFromUtf8("o/1"))
                .build();
    }

    private String sample() throws IOException {
        return NamespaceDocuments.sample("shipments", yaml -> yaml.replace(":8443", ":" + port));
    }
}
