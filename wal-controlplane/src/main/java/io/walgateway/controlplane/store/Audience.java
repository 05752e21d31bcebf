package io.walgateway.controlplane.store;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells whether every process has applied a change. Processes are seen only while the store answers, so the answer is
 * no until the store has answered without a break for as long as a process counts as present.
 */
public final class Audience {
    private final InstantSource clock;
    private final InstanceStore instances;
    private volatile Instant inTouchSince;

    public Audience(InstanceStore instances, InstantSource clock) {
        this.instances = instances;
        this.clock = clock;
        this.inTouchSince = clock.instant();
    }

    /** The store did not answer: a process that was not seen meanwhile may still be running. */
    public void lostTouch() {
        inTouchSince = clock.instant();
    }

    /** True when every process of a shard that is present has applied the change. */
    public boolean hasHeard(long change, String shard) {
        return !clock.instant().isBefore(inTouchSince.plus(InstanceStore.PRESENT_FOR))
                && instances.allHaveApplied(change, shard);
    }
}
