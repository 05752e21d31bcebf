package io.walgateway.it.sim;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;

/** Makes the simulated targets known to the producer; deliveries go to {@link Targets}. */
final class SimTargetProvider implements TargetProvider {
    @Override
    public String type() {
        return Targets.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return List.of();
    }

    @Override
    public TargetClient open(PluginContext context) {
        throw new UnsupportedOperationException("the producer does not deliver");
    }
}
