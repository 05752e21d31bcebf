package io.walgateway.it.sim;

import java.util.List;
import java.util.Optional;

/** Runs plans; the same plan always gives the same run. */
final class Simulation {
    private Simulation() {}

    /**
     * The result of a run.
     *
     * @param history empty unless requested
     */
    record Outcome(Plan plan, Tally tally, Judge judge, List<String> history) {
        Optional<Violation> violation() {
            return judge.violation();
        }
    }

    static Outcome run(Plan plan, Wiring wiring) {
        return run(plan, wiring, false);
    }

    static Outcome runWithHistory(Plan plan, Wiring wiring) {
        return run(plan, wiring, true);
    }

    private static Outcome run(Plan plan, Wiring wiring, boolean journaled) {
        World world = new World(plan, wiring, journaled);
        world.run();
        return new Outcome(plan, world.tally, world.judge, world.journal.lines());
    }
}
