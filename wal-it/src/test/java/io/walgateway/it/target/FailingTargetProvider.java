package io.walgateway.it.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.util.List;

/**
 * The target type {@code failing}: each delivery fails, and might succeed the next time. Databases and brokers do that only
 * now and then; what they do at will is to refuse, to be away, or to be without the table or topic. The processes of
 * {@link io.walgateway.it.system.WalSystem} find it, for they run on the class path of the tests.
 */
public final class FailingTargetProvider implements TargetProvider {
    /** Its type. */
    public static final String TYPE = "failing";

    /** What each delivery ends with. */
    public static final String WHY = "it fails, as it was asked to";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return List.of();
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new TargetClient() {
            @Override
            public Target target(TargetAddress address) {
                return _ -> new DeliveryOutcome.Failed(WHY);
            }

            @Override
            public String endpoint(TargetAddress address) {
                return TYPE + ":default";
            }

            @Override
            public void close() {}
        };
    }
}
