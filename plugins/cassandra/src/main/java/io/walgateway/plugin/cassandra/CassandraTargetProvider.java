package io.walgateway.plugin.cassandra;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.row.RowChange;
import io.walgateway.plugin.cassandra.row.TableAddress;
import io.walgateway.plugin.cassandra.target.CassandraTargetClient;
import java.util.List;

/**
 * Cassandra tables as targets: payloads are rows as JSON objects, see {@link RowChange}. Every write carries the
 * original write time, so that any number of deliveries in any order end in the same row.
 */
public final class CassandraTargetProvider implements TargetProvider {
    @Override
    public String type() {
        return ClusterSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return TableAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        ClusterSettings.checkAll(context.settings());
        return new CassandraTargetClient(context);
    }
}
