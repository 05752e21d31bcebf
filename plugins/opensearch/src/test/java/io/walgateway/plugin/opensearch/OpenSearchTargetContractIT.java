package io.walgateway.plugin.opensearch;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.BatchTargetContract;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpenSearchTargetContractIT extends BatchTargetContract {
    private static Indexes indexes;
    private static String index;

    @BeforeAll
    static void create() {
        indexes = new Indexes(Components.openSearch().uri());
        index = indexes.create();
    }

    @AfterAll
    static void close() {
        indexes.close();
    }

    @Override
    protected TargetProvider provider() {
        return new OpenSearchTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return context(Components.openSearch().uri().toString());
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        return context("http://127.0.0.1:" + address.getPort());
    }

    private static PluginContext context(String cluster) {
        return new PluginContext(Map.of("clusters.default.addresses", cluster), InstantSource.system(), "contract");
    }

    @Override
    protected TargetAddress address() {
        return Deliveries.address(index);
    }

    @Override
    protected TargetAddress absentAddress() {
        return Deliveries.address("absent");
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("opensearch", Map.of()),
                "/index",
                Deliveries.address("Orders"),
                "/index",
                Deliveries.address("a b"),
                "/index",
                Deliveries.address("orders-{write-date:MMM}"),
                "/index",
                Deliveries.address("orders", "cluster", "a b"),
                "/cluster",
                Deliveries.address("orders", "id", "id"),
                "/id",
                Deliveries.address("orders", "operation", "create"),
                "/operation",
                Deliveries.address("orders", "require-index", "yes"),
                "/require-index",
                Deliveries.address("orders", "topic", "t"),
                "/topic");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8("{\"marker\": \"" + marker + "\"}");
    }

    @Override
    protected Bytes unfitPayload() {
        return Bytes.utf8("{\"n\": \"no number\"}");
    }

    @Override
    protected int delivered(String marker) {
        return Math.toIntExact(indexes.all(index).values().stream()
                .filter(hit -> Objects.equals(hit.path("_source").path("marker").asString(""), marker))
                .count());
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 1;
    }
}
