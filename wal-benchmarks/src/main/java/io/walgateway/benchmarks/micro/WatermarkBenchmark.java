package io.walgateway.benchmarks.micro;

import io.walgateway.core.watermark.OffsetWatermark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cost of tracking how far a slice is settled. */
@State(Scope.Benchmark)
public class WatermarkBenchmark {
    private static final int POLL = 500;

    private final OffsetWatermark watermark = new OffsetWatermark();
    private long position;

    /** Hands out a poll's records, and settles them from the last to the first. */
    @Benchmark
    @OperationsPerInvocation(POLL)
    public long handOutAndComplete() {
        long first = position;
        for (int record = 0; record < POLL; record++) {
            watermark.handOut(position++);
        }
        for (long settled = position - 1; settled >= first; settled--) {
            watermark.complete(settled);
        }
        return watermark.open();
    }
}
