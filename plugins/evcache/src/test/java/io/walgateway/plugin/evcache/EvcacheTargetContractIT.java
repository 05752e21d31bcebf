package io.walgateway.plugin.evcache;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EvcacheTargetContractIT extends TargetProviderContract {
    private static MemcachedServer server;

    @BeforeAll
    static void start() {
        server = Components.ownMemcached(Components.ownDirectory("memcached"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected TargetProvider provider() {
        return new EvcacheTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return contextAt(server.address());
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        return new PluginContext(
                Map.of("clusters.default.zones.a", "127.0.0.1:" + address.getPort()),
                InstantSource.system(),
                "contract");
    }

    @Override
    protected TargetAddress address() {
        return EvcacheBench.address("cache", "shop");
    }

    /** The settings of a process name its clusters. */
    @Override
    protected TargetAddress absentAddress() {
        return EvcacheBench.address("cluster", "elsewhere");
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                EvcacheBench.address("cluster", "a b"),
                "/cluster",
                EvcacheBench.address("cache", "a b"),
                "/cache",
                EvcacheBench.address("zones", "0"),
                "/zones",
                EvcacheBench.address("payload", "xml"),
                "/payload",
                EvcacheBench.address("compress-over", "-1"),
                "/compress-over",
                EvcacheBench.address("zone", "a"),
                "/zone");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8("""
                {"operation": "CACHE_OPERATION_SET", "key": "%s", "text": "hello"}""".formatted(marker));
    }

    @Override
    protected int delivered(String marker) {
        try (EvcacheBench bench = new EvcacheBench(context().settings())) {
            return bench.get("shop:" + marker).isPresent() ? 1 : 0;
        }
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 1;
    }
}
