package io.walgateway.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessCostTest {

    @Test
    void shouldAddUserAndSystemTimeWhateverTheProgramIsCalled() {
        String stat = "42 (a (strange) name) S 1 42 42 0 -1 4194560 9 0 0 0 150 25 7 8 20 0 30 0 99 1 2";
        assertThat(ProcessCost.cpuMicros(stat)).isEqualTo(1_750_000);
    }

    @Test
    void shouldReadFieldsByTheirNames() {
        assertThat(ProcessCost.field("VmPeak:\t 9 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n", "VmHWM:"))
                .isEqualTo(2048);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowWhatThisProcessHolds() {
        ProcessCost cost = ProcessCost.ofThis();
        assertThat(cost.residentKibibytes()).isPositive().isLessThanOrEqualTo(cost.residentPeakKibibytes());
    }
}
