package io.walgateway.it.sim;

import io.walgateway.config.Platform;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./wal sim}. Exit value 0: every promise was kept; 1: one was not; 2: the command line was wrong.
 */
@Command(name = "sim", description = "Runs the core and the append path in virtual time, with faults, from seeds.")
public final class SimMain implements Callable<Integer> {
    private final PrintStream out;

    @Option(names = "--seeds", paramLabel = "N")
    private long seeds = 1000;

    @Option(names = "--start", paramLabel = "S")
    private long start = 1;

    @Option(names = "--seed", paramLabel = "S")
    private @Nullable Long seed;

    @Option(names = "--verbose")
    private boolean verbose;

    private SimMain(PrintStream out) {
        this.out = out;
    }

    /** Ends the process. */
    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        return new CommandLine(new SimMain(out)).execute(arguments);
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            System.err.println("--seeds: " + seeds + " (expected: >= 1)");
            return CommandLine.ExitCode.USAGE;
        }
        return (seed == null ? new Campaign(out, Wiring.STRAIGHT).run(start, seeds) : one(seed)) ? 0 : 1;
    }

    private boolean one(long number) {
        Plan plan = Planner.plan(number);
        Simulation.Outcome outcome = Simulation.runWithHistory(plan, Wiring.STRAIGHT);
        Report report = new Report(out, Wiring.STRAIGHT);
        if (verbose) {
            out.println(plan.shape());
            report.history(outcome);
        }
        outcome.violation().ifPresent(violation -> report.violation(plan, violation));
        if (outcome.violation().isEmpty()) {
            out.println("seed " + number + " keeps every promise");
        }
        return outcome.violation().isEmpty();
    }
}
