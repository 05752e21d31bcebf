package io.walgateway.plugin.evcache;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import io.walgateway.plugin.evcache.target.EvcacheTargetClient;
import java.util.List;

/** Caches as targets: one change of one entry for each delivery, in every zone. */
public final class EvcacheTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return EvcacheSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return EvcacheAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new EvcacheTargetClient(EvcacheSettings.of(context), context.clock());
    }
}
