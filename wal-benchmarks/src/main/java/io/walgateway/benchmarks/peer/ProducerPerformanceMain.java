package io.walgateway.benchmarks.peer;

import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own producer benchmark, with a line in front that says that it runs. Arguments: its own. */
public final class ProducerPerformanceMain {
    private ProducerPerformanceMain() {}

    public static void main(String[] args) throws Exception {
        System.out.println("producer-performance ready: runs");
        ProducerPerformance.main(args);
    }
}
