package io.walgateway.plugin.wal.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.wal.address.GatewayAddress;
import io.walgateway.plugin.wal.connection.Gateways;
import io.walgateway.plugin.wal.settings.WalSettings;
import java.time.Duration;
import java.time.InstantSource;

/** Passes messages on to any number of gateways, over shared connections. */
public final class WalTargetClient implements TargetClient {
    private final InstantSource clock;
    private final Gateways gateways;

    /** @throws IllegalArgumentException when a file of TLS cannot be used */
    public WalTargetClient(WalSettings settings, InstantSource clock) {
        this.clock = clock;
        this.gateways = new Gateways(settings, clock);
    }

    @Override
    public Target target(TargetAddress address) {
        return new WalTarget(GatewayAddress.of(address.properties()), gateways, clock);
    }

    /** The gateway, for all its namespaces. */
    @Override
    public String endpoint(TargetAddress address) {
        return WalSettings.TYPE + ":"
                + GatewayAddress.of(address.properties()).place().gateway();
    }

    /** Warns of a gateway that cannot be reached from here, and of a namespace that it does not serve. */
    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        try {
            return TrialWrite.review(
                    gateways, GatewayAddress.of(address.properties()).place());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TargetReview.warning(new Violation("/address", "not asked", "time: this process is ending"));
        }
    }

    @Override
    public void close() {
        gateways.close();
    }
}
