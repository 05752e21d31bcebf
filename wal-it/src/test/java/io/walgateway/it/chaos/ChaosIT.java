package io.walgateway.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.chaos.plan.FaultKind;
import io.walgateway.it.history.HistoryChecker;
import io.walgateway.it.history.HistoryFiles;
import io.walgateway.it.history.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code ./wal chaos}, and one that must find that writes were lost. */
class ChaosIT {
    private static final int RATE = 100;
    private static final long SEED = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsPromisesWhilePartsAreKilledSuspendedAndCutOff() throws Exception {
        assertThat(isKept(Duration.ofSeconds(30), false)).isTrue();
        assertThat(directory.resolve("faults.log")).isNotEmptyFile();
    }

    @Test
    void shouldFindTheWritesThatAreLostWhenTheLeaderAloneAcknowledges() throws Exception {
        assertThat(isKept(Duration.ofSeconds(8), true)).isFalse();
        for (Path history : HistoryFiles.histories(directory)) {
            var verdict = HistoryChecker.check(HistoryFiles.readAll(history));
            assertThat(verdict.of(Promise.TRUE_ARRIVES).violations())
                    .as("%s: %s", history.getFileName(), verdict)
                    .isNotEmpty();
            assertThat(verdict.of(Promise.FALSE_NEVER_APPEARS).violations()).isEmpty();
            assertThat(verdict.of(Promise.NOTHING_INVENTED).violations()).isEmpty();
        }
    }

    private boolean isKept(Duration load, boolean sabotage) throws IOException, InterruptedException {
        ChaosSettings settings = new ChaosSettings(
                load, EnumSet.allOf(FaultKind.class), SEED, RATE, directory, false, !sabotage, sabotage);
        return new ChaosRun(settings, InstantSource.system(), System.out).isKept();
    }
}
