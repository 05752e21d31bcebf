package io.walgateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that cannot fail proves nothing: each of these faults has to be noticed, as what it is. */
class SimulationMutantsTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource
    void shouldNoticeEachFault(Mutant mutant) {
        Optional<Promise> broken = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(Planner.plan(seed, ordering(seed)), mutant))
                .flatMap(outcome -> outcome.violation().stream())
                .map(Violation::promise)
                .filter(promise -> promise == mutant.promise())
                .findFirst();
        assertThat(broken).as("what %s breaks within %d seeds", mutant, SEEDS).contains(mutant.promise());
    }

    private static Ordering ordering(long seed) {
        return seed % 2 == 0 ? Ordering.KEY : Ordering.NONE;
    }
}
