package io.walgateway.benchmarks.contest;

import io.walgateway.benchmarks.process.ProcessCost;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures a target and a bare client in turn, and adds a line for each measurement to a file. */
public final class ContestMain implements Callable<Integer> {
    @Option(names = "--type", required = true)
    private String type = "";

    @Option(names = "--at", required = true, description = "the server")
    private String at = "";

    @Option(names = "--at-once", required = true, description = "payloads under way")
    private int atOnce;

    @Option(names = "--rounds", required = true)
    private int rounds;

    @Option(names = "--warm-up", required = true, description = "seconds")
    private double warmUp;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--figures", required = true)
    private Path figures = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new ContestMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("contest ready: " + type + " at " + at);
        try (Contest contest = Contest.of(type, at, InstantSource.system())) {
            for (int round = 1; round <= rounds; round++) {
                contest.prepare().run();
                measure(round, Figure.TARGET, contest.target()).addTo(figures);
                contest.prepare().run();
                measure(round, Figure.BARE, contest.bare()).addTo(figures);
            }
        }
        return 0;
    }

    private Figure measure(int round, String name, Contestant contestant) throws InterruptedException {
        Count count = new Count();
        Loop loop = contestant.loop(atOnce, count);
        loop.start();
        rest(warmUp);
        long begun = System.nanoTime();
        long before = count.delivered();
        long cpuBefore = ProcessCost.ofThis().cpuMicros();
        rest(seconds);
        double took = (System.nanoTime() - begun) / 1e9;
        long delivered = count.delivered() - before;
        long cpu = ProcessCost.ofThis().cpuMicros() - cpuBefore;
        loop.stop();
        return new Figure(
                round,
                name,
                delivered / took,
                (double) cpu / Math.max(1, delivered),
                count.failures(),
                count.firstFailure().orElse(""));
    }

    private static void rest(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
