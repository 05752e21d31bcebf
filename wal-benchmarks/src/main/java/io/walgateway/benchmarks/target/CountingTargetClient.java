package io.walgateway.benchmarks.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import java.time.InstantSource;

/** Shares one meter among all targets of its process. */
final class CountingTargetClient implements TargetClient {
    private final Meter meter = Meter.start();
    private final InstantSource clock;

    CountingTargetClient(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Target target(TargetAddress address) {
        return new CountingTarget(meter, address, clock);
    }

    @Override
    public String endpoint(TargetAddress address) {
        return address.type();
    }

    @Override
    public void close() {}
}
