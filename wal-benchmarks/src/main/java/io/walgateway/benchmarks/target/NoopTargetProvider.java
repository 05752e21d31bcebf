package io.walgateway.benchmarks.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;

/**
 * The target type {@code noop}: counts deliveries. With {@code timed: true} it takes the first eight bytes of each
 * payload as the time at which it was sent ({@link System#nanoTime} of the same machine). With {@code poison: KEY} it
 * fails for a key. With {@code late: true} it measures how long after their due time messages arrive, and rejects
 * messages that arrive early.
 */
public final class NoopTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return "noop";
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return List.of();
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new CountingTargetClient(context.clock());
    }
}
