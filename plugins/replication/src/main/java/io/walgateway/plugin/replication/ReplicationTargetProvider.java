package io.walgateway.plugin.replication;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;
import java.util.Map;

/** Other regions as targets: each has a consumer group of its own, which sends to the region's writer group. */
public final class ReplicationTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return RegionalTarget.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return ReplicationAddress.check(address.properties());
    }

    @Override
    public Map<String, TargetAddress> expand(TargetAddress address) {
        return ReplicationAddress.expand(address);
    }

    @Override
    public int concurrency() {
        return RegionalTarget.CONCURRENCY;
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new ReplicationTargetClient(ReplicationSettings.of(context), context.clock());
    }
}
