package io.walgateway.plugin.cassandra;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CassandraTargetContractIT extends TargetProviderContract {
    private static CassandraBench bench;
    private static String table;

    @BeforeAll
    static void open() {
        bench = new CassandraBench(Components.cassandra());
        table = bench.table("id text PRIMARY KEY");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Override
    protected TargetProvider provider() {
        return new CassandraTargetProvider();
    }

    @Override
    protected PluginContext context() {
        CassandraEndpoint endpoint = Components.cassandra();
        return CassandraBench.context(endpoint.contactPoint(), endpoint.localDatacenter());
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        return CassandraBench.context(address, Components.cassandra().localDatacenter());
    }

    @Override
    protected TargetAddress address() {
        return bench.address(table);
    }

    @Override
    protected TargetAddress absentAddress() {
        return bench.address("nobody_made_it");
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                address(Map.of("table", "t")), "/keyspace",
                address(Map.of("keyspace", "k")), "/table",
                address(Map.of("keyspace", "k", "table", "a.b")), "/table",
                address(Map.of("keyspace", "k", "table", "t", "cluster", "")), "/cluster",
                address(Map.of("keyspace", "k", "table", "t", "topic", "x")), "/topic");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8("{\"id\": \"" + marker + "\"}");
    }

    @Override
    protected int delivered(String marker) {
        return bench.query("SELECT id FROM %s WHERE id = '" + marker + "'", table)
                .size();
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 1;
    }

    private static TargetAddress address(Map<String, String> properties) {
        return new TargetAddress("cassandra", properties);
    }
}
