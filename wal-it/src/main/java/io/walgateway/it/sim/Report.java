package io.walgateway.it.sim;

import java.io.PrintStream;

/** Shows one run to people. */
final class Report {
    private static final int SHRINKING_RUNS_MAX = 600;

    private final PrintStream out;
    private final Wiring wiring;

    Report(PrintStream out, Wiring wiring) {
        this.out = out;
        this.wiring = wiring;
    }

    /** Shows which promise a plan breaks, and the shortest history that was found in which it is broken. */
    void violation(Plan plan, Violation violation) {
        out.printf("seed %d breaks %s%n", plan.seed(), violation);
        Plan shrunk = new Shrinker(wiring, violation.promise(), SHRINKING_RUNS_MAX).shrink(plan);
        out.printf(
                "The shortest history found, with %d of %d writes and %d of %d faults:%n",
                shrunk.writes().size(),
                plan.writes().size(),
                shrunk.faults().size(),
                plan.faults().size());
        out.println("  " + shrunk.shape());
        shrunk.writes().forEach(write -> out.println("  " + write));
        shrunk.faults().forEach(fault -> out.println("  " + fault));
        Simulation.Outcome outcome = Simulation.runWithHistory(shrunk, wiring);
        history(outcome);
        outcome.violation().ifPresent(shortest -> out.println("  " + shortest));
        out.println("again: ./wal sim --seed " + plan.seed());
    }

    void history(Simulation.Outcome outcome) {
        outcome.history().forEach(out::println);
    }
}
