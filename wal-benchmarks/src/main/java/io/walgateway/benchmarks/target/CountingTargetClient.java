package io.walgateway.benchmarks.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;

/** One meter for all targets of its process. */
final class CountingTargetClient implements TargetClient {
    private final Meter meter = Meter.start();

    @Override
    public Target target(TargetAddress address) {
        return new CountingTarget(meter, address);
    }

    @Override
    public String endpoint(TargetAddress address) {
        return address.type();
    }

    @Override
    public void close() {}
}
