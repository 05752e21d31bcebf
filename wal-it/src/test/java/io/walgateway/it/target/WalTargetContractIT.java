package io.walgateway.it.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The target {@code wal} on a running gateway. It is here because the plugin cannot depend on the server, which depends
 * on the plugins.
 */
class WalTargetContractIT extends TargetProviderContract {
    private static final WalSystem SYSTEM = WalSystem.running();
    private static final String NAMESPACE = Components.uniqueName("contract");
    private static final CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> DELIVERED = new CopyOnWriteArrayList<>();
    private static TopicReader reader;

    private String gateway = "127.0.0.1:" + SYSTEM.grpcPort();

    @BeforeAll
    static void serve() throws Exception {
        Topics.create(SYSTEM, NAMESPACE + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(SYSTEM.rest());
                Gateway caller = new Gateway(SYSTEM)) {
            operator.put(NAMESPACE, NamespaceDocuments.toTopic(NAMESPACE + "-out"));
            caller.awaitServed(NAMESPACE);
        }
        reader = TopicReader.open(SYSTEM.kafka().bootstrapServers(), NAMESPACE + "-out", DELIVERED);
    }

    @AfterAll
    static void stop() {
        reader.close();
    }

    @Override
    protected TargetProvider provider() {
        return Plugins.installed().target("wal").orElseThrow();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(Map.of(), InstantSource.system(), "contract");
    }

    /** The address says where the gateway is, not the settings. */
    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        gateway = "127.0.0.1:" + address.getPort();
        return context();
    }

    @Override
    protected TargetAddress address() {
        return address(gateway, NAMESPACE);
    }

    @Override
    protected TargetAddress absentAddress() {
        return address(gateway, NAMESPACE + "-absent");
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("wal", Map.of("namespace", "a")),
                "/address",
                address("http://h:1", "a"),
                "/address",
                address("h:1", ".."),
                "/namespace",
                new TargetAddress("wal", Map.of("address", "h:1", "namespace", "a", "timeout", "0s")),
                "/timeout",
                new TargetAddress("wal", Map.of("address", "h:1", "namespace", "a", "queue", "q")),
                "/queue");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8(marker);
    }

    @Override
    protected int delivered(String marker) {
        return Math.toIntExact(DELIVERED.stream()
                .filter(delivered -> new String(delivered.value(), StandardCharsets.UTF_8).equals(marker))
                .count());
    }

    /** The other log has it twice, under one id. */
    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }

    /** The namespace is asked for on trial; a gateway is no cluster of the settings. */
    @Override
    @Test
    public void shouldReviewWhatIsThereWhatIsNotAndWhatCannotBeAsked() {
        try (TargetClient client = provider().open(context())) {
            assertThat(client.review(address(), Duration.ofHours(1))).isEqualTo(TargetReview.NOTHING);
            assertThat(client.review(absentAddress(), Duration.ofHours(1)).warnings())
                    .extracting(Violation::path)
                    .containsExactly("/namespace");
            TargetReview away = client.review(address("127.0.0.1:" + FreePorts.next(), "a"), Duration.ofHours(1));
            assertThat(away.refusals()).isEmpty();
            assertThat(away.warnings()).extracting(Violation::path).containsExactly("/address");
        }
    }

    private static TargetAddress address(String gateway, String namespace) {
        return new TargetAddress("wal", Map.of("address", gateway, "namespace", namespace));
    }
}
