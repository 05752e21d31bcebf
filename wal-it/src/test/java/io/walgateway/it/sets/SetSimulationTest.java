package io.walgateway.it.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** {@code -Dsets.seeds=100000} runs more seeds. */
class SetSimulationTest {
    private static final long SEEDS = Long.getLong("sets.seeds", 300);
    private static final int SEEDS_OF_MUTANTS = 300;

    @Test
    void shouldKeepEveryPromiseOfSets() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(new SetWorld(seed, SetMutant.NONE).run())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldNoticeEachFaultOfSets(SetMutant mutant) {
        Optional<String> broken = LongStream.rangeClosed(1, SEEDS_OF_MUTANTS)
                .mapToObj(seed -> new SetWorld(seed, mutant).run())
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(broken).as("what %s breaks", mutant).isPresent();
    }
}
