package io.walgateway.plugin.grpc;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.grpc.address.GrpcAddress;
import io.walgateway.plugin.grpc.settings.GrpcTargetSettings;
import io.walgateway.plugin.grpc.target.GrpcTargetClient;
import java.util.List;

/** Upstream applications as targets: one call for each delivery. */
public final class GrpcTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return GrpcTargetSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return GrpcAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new GrpcTargetClient(GrpcTargetSettings.of(context), context.clock());
    }
}
