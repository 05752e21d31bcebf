package io.walgateway.it.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** {@code ./wal sim --sets --seeds 100000} runs more seeds. */
class SetSimulationTest {
    private static final long SEEDS = 300;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void shouldKeepEveryPromiseOfSets() {
        assertThat(new SetCampaign(out).run(1, SEEDS))
                .as(said.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("kept", "checked 900, violated 0", "300 seeds in");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldNoticeEachFaultOfSets(SetMutant mutant) {
        SetCampaign broken = new SetCampaign(out, mutant);
        assertThat(LongStream.rangeClosed(1, SEEDS).anyMatch(seed -> !broken.run(seed, 1)))
                .as("a promise that %s breaks", mutant)
                .isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("VIOLATED", "again: ./wal sim --sets --seed ");
    }

    @Test
    void shouldRunTheSameFromTheSameSeed() {
        SetWorld one = new SetWorld(42, SetMutant.NONE);
        SetWorld other = new SetWorld(42, SetMutant.NONE);
        assertThat(one.run()).isEqualTo(other.run());
        assertThat(one.parts()).isPositive().isEqualTo(other.parts());
        assertThat(one.kills()).isPositive().isEqualTo(other.kills());
    }
}
