package io.walgateway.benchmarks.keyvalue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures the service and the driver in turn, and adds a line for each measurement to a file. */
public final class KeyValueLoadMain implements Callable<Integer> {
    /** The name of the driver in figures, after the operation. */
    static final String DRIVER = "driver";
    /** The name of the service in figures, after the operation. */
    static final String SERVICE = "kv.v1";

    @Option(names = "--cassandra-port", required = true)
    private int cassandraPort;

    @Option(names = "--datacenter", required = true)
    private String datacenter = "";

    @Option(names = "--service", required = true)
    private String service = "";

    @Option(names = "--per-second", required = true)
    private int perSecond;

    @Option(names = "--rounds", required = true)
    private int rounds;

    @Option(names = "--warm-up", required = true, description = "seconds")
    private double warmUp;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--figures", required = true)
    private Path figures = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new KeyValueLoadMain()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.println("load ready: " + service);
        InstantSource clock = InstantSource.system();
        try (ItemCalls driver = new DriverCalls(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), cassandraPort), datacenter, clock);
                ItemCalls items = new ServiceCalls(service, clock)) {
            for (int round = 1; round <= rounds; round++) {
                measure(round, "PutItems " + DRIVER, new PacedCalls(driver::put, perSecond));
                measure(round, "PutItems " + SERVICE, new PacedCalls(items::put, perSecond));
                measure(round, "GetItems " + DRIVER, new PacedCalls(driver::get, perSecond));
                measure(round, "GetItems " + SERVICE, new PacedCalls(items::get, perSecond));
            }
        }
        return 0;
    }

    private void measure(int round, String contestant, PacedCalls calls) {
        if (warmUp > 0) {
            calls.run(warmUp, round, contestant);
        }
        calls.run(seconds, round, contestant).addTo(figures);
    }
}
