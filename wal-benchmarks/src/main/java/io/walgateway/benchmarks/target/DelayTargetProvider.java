package io.walgateway.benchmarks.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;

/** The target type {@code delay}: like {@code noop}, but each delivery takes the given number of {@code millis}. */
public final class DelayTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return "delay";
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        String millis = address.properties().getOrDefault(CountingTarget.MILLIS, "absent");
        return millis.matches("\\d{1,5}")
                ? List.of()
                : List.of(new Violation("/" + CountingTarget.MILLIS, millis, "a number of milliseconds"));
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new CountingTargetClient(context.clock());
    }
}
