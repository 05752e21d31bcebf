package io.walgateway.it.sim;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.it.sets.SetCampaign;
import io.walgateway.standalone.checkout.SimCommand;
import java.io.PrintStream;
import picocli.CommandLine;

/** {@code ./wal sim}. Exit code 0: every promise was kept; 1: one was not; 2: the command line was wrong. */
public final class SimMain extends SimCommand {
    private final PrintStream out;

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
        return Tree.finish(new CommandLine(new SimMain(out)), Terminal.system()).execute(arguments);
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw CliException.misused("--seeds: " + seeds + " (expected: >= 1)");
        }
        if (sets && messages) {
            throw CliException.misused("--sets and --messages (expected: one of them, or neither for both)");
        }
        boolean kept = sets || (seed == null ? new Campaign(out, Wiring.STRAIGHT).run(start, seeds) : one(seed));
        kept &= messages || new SetCampaign(out).run(seed == null ? start : seed, seed == null ? seeds : 1);
        return kept ? 0 : 1;
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
