package io.walgateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void shouldWarnOfFiguresFromABusyMachine() {
        assertThat(new Machine(2, 9.3).warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("9.3", "2 processors"));
    }

    @Test
    void shouldNotWarnWhenNobodyElseIsAtWork() {
        assertThat(new Machine(2, 0.4).warning()).isEmpty();
        assertThat(new Machine(2, -1).warning()).isEmpty();
    }
}
