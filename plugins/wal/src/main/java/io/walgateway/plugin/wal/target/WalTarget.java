package io.walgateway.plugin.wal.target;

import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.plugin.wal.address.GatewayAddress;
import io.walgateway.plugin.wal.connection.Gateways;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Passes each message on by one write. */
final class WalTarget implements Target {
    private final GatewayAddress address;
    private final String there;
    private final Gateways gateways;
    private final InstantSource clock;

    WalTarget(GatewayAddress address, Gateways gateways, InstantSource clock) {
        this.address = address;
        this.there = address.place().toString();
        this.gateways = gateways;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Instant now = clock.instant();
        Duration left = attempt.left(now);
        Duration limit =
                address.timeout().filter(own -> own.compareTo(left) < 0).orElse(left);
        if (limit.isZero()) {
            return new DeliveryOutcome.Unknown("no time was left for a write to " + there);
        }
        var request = PassedOnWrite.of(attempt.message(), address.place().namespace(), now);
        return ReplyOutcomes.of(gateways.write(address.place(), request, limit), there);
    }
}
