package io.walgateway.plugin.wal;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.wal.address.GatewayAddress;
import io.walgateway.plugin.wal.settings.WalSettings;
import io.walgateway.plugin.wal.target.WalTargetClient;
import java.util.List;

/** Namespaces of other gateways, or of the same, as targets: one write for each delivery. */
public final class WalTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return WalSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return GatewayAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new WalTargetClient(WalSettings.of(context), context.clock());
    }
}
