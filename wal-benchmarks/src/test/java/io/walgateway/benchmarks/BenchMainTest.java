package io.walgateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingets", "--rounds=0", "--rounds=x", "--seconds=0", "--warm-up=-1", "--fast"})
    void shouldRefuseWhatItDoesNotKnow(String argument) {
        assertThat(BenchMain.run(InstantSource.system(), argument)).isEqualTo(2);
    }

    @Test
    void shouldExplainItself() {
        assertThat(BenchMain.run(InstantSource.system(), "--help")).isZero();
    }
}
