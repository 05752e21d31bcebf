package io.walgateway.benchmarks.peer;

import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own producer benchmark, preceded by a line that reports its start. Arguments: its own. */
public final class ProducerPerformanceMain {
    private ProducerPerformanceMain() {}

    public static void main(String[] args) throws Exception {
        System.out.println("producer-performance ready: runs");
        ProducerPerformance.main(args);
    }
}
