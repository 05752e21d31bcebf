package io.walgateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int SEEDS = 300;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void shouldKeepEveryPromise(Ordering ordering) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(Simulation.run(Planner.plan(seed, ordering), Wiring.STRAIGHT)
                            .violation())
                    .as("%s, seed %d", ordering, seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunTheSameFromTheSameSeed(Ordering ordering) {
        Simulation.Outcome first = Simulation.runWithHistory(Planner.plan(42, ordering), Wiring.STRAIGHT);
        Simulation.Outcome second = Simulation.runWithHistory(Planner.plan(42, ordering), Wiring.STRAIGHT);
        assertThat(first.history()).hasSizeGreaterThan(100).isEqualTo(second.history());
    }

    @Test
    void shouldTakeOutOfAPlanWhatAViolationDoesNotNeed() {
        Plan plan = Planner.plan(4);
        Mutant mutant = Mutant.DELIVERS_EARLY;
        Plan shrunk = new Shrinker(mutant, mutant.promise(), 600).shrink(plan);
        assertThat(shrunk.writes()).hasSizeBetween(1, 3);
        assertThat(shrunk.faults()).isEmpty();
        assertThat(Simulation.run(shrunk, mutant).violation().map(Violation::promise))
                .contains(mutant.promise());
    }

    @Test
    void shouldNameTheSeedThePromiseAndTheWayToSeeItAgain() {
        assertThat(new Campaign(out, Mutant.COUNTS_AN_OUTAGE).run(1, 60)).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("OUTAGE_COSTS_NOTHING", "The shortest history found", "again: ./wal sim --seed ");
    }

    @Test
    void shouldSumUpWhatWasChecked() {
        assertThat(SimMain.run(out, "--seeds", "5", "--start", "7")).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("kept", "5 seeds in", "0 broke a promise");
    }

    @Test
    void shouldRefuseWhatIsNoNumberOfSeeds() {
        assertThat(SimMain.run(out, "--seeds", "0")).isEqualTo(2);
        assertThat(SimMain.run(out, "--seeds", "many")).isEqualTo(2);
        assertThat(SimMain.run(out, "--sedes", "1")).isEqualTo(2);
    }
}
