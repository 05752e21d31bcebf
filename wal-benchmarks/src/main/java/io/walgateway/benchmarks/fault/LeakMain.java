package io.walgateway.benchmarks.fault;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Delivers to a receiver that misbehaves in turn, and reports what this process holds before and afterwards. */
public final class LeakMain implements Callable<Integer> {
    /** Kept, so that it keeps its level: it would tell of each call that is cancelled. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    @Option(names = "--type", required = true, description = "http or grpc")
    private String type = "";

    @Option(names = "--ports", required = true, split = ",", description = "of the receiver")
    private List<Integer> ports = List.of();

    @Option(names = "--first", required = true, description = "deliveries before the first look")
    private int first;

    @Option(names = "--deliveries", required = true, description = "deliveries in all")
    private int deliveries;

    @Option(names = "--rest", required = true, description = "seconds without deliveries before each look")
    private double rest;

    @Option(names = "--report", required = true)
    private Path report = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new LeakMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("leak ready: " + type);
        GRPC.setLevel(Level.OFF);
        // The receiver is on this machine, which no * allows.
        PluginContext context =
                new PluginContext(Map.of("target-hosts", "*,127.0.0.1,localhost"), InstantSource.system(), "bench");
        try (Targets targets = new Targets(Plugins.installed(), _ -> context, "")) {
            FaultyDeliveries work = new FaultyDeliveries(targets, type, ports);
            work.run(first);
            rest();
            Held before = Held.now();
            long begun = System.nanoTime();
            work.run(deliveries - first);
            double seconds = (System.nanoTime() - begun) / 1e9;
            rest();
            new LeakReport(
                            before,
                            Held.now(),
                            (deliveries - first) / seconds,
                            work.unexpected(),
                            work.describeUnexpected())
                    .write(report);
        }
        return 0;
    }

    private void rest() {
        long end = System.nanoTime() + (long) (rest * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
