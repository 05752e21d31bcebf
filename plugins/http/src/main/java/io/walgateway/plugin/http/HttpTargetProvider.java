package io.walgateway.plugin.http;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.http.address.HttpAddress;
import io.walgateway.plugin.http.settings.HttpSettings;
import io.walgateway.plugin.http.target.HttpTargetClient;
import java.util.List;

/** Upstream applications as targets: one request for each delivery. */
public final class HttpTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return HttpSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return HttpAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new HttpTargetClient(HttpSettings.of(context), context.clock());
    }
}
