package io.walgateway.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes of strangers are decoded or refused. */
class FuzzTest {
    private static final FuzzedProcesses NONE = new FuzzedProcesses(0, URI.create("http://127.0.0.1:0"));
    private static final int CHANGED = 300;

    @ParameterizedTest
    @EnumSource(
            value = FuzzedPlace.class,
            names = {"RECORDS", "DOCUMENTS", "IDENTITIES"})
    void shouldDecodeOrRefuse(FuzzedPlace place) throws Exception {
        try (FuzzTarget target = place.open(NONE)) {
            FuzzInputs.feed(place, target, CHANGED);
        }
    }

    @Test
    void shouldReportAnInputThatFindsSomething() {
        FuzzTarget broken = new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return List.of(new byte[] {1});
            }

            @Override
            public void feed(byte[] input) {
                if (input.length > 0 && input[0] != 1) {
                    throw new FuzzFinding("not 1");
                }
            }
        };
        assertThatThrownBy(() -> FuzzInputs.feed(FuzzedPlace.RECORDS, broken, CHANGED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found something with")
                .hasRootCauseMessage("not 1");
    }

    @Test
    void shouldReadHowFarTheFuzzerIs() {
        assertThat(FuzzProgress.of("#8192\tpulse  cov: 512 ft: 900 corp: 40/1020b lim: 80 exec/s: 2048 rss: 929Mb"))
                .contains(new FuzzProgress(8192, 512, 40));
        assertThat(FuzzProgress.of("INFO: Seed: 1")).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithTheCommandLine() {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        assertThat(FuzzMain.run(out, "pigeons")).isEqualTo(2);
        assertThat(FuzzMain.run(out, "--minutes", "0")).isEqualTo(2);
    }
}
