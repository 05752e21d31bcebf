package io.walgateway.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String IDS = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00" + IDS + "-more",
                "ff" + IDS,
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "01" + IDS + "more",
                "00" + IDS + "\n"
            })
    void shouldTakeWhatIsNotWellFormedForNone(String parent) {
        assertThat(TraceContext.of(parent, "a=1")).isEqualTo(TraceContext.NONE);
    }

    @Test
    void shouldTakeVersionsToCome() {
        assertThat(TraceContext.of("01" + IDS + "-more", "").parent()).isEqualTo("01" + IDS + "-more");
    }

    @Test
    void shouldKeepTheParentOfAStateThatIsTooLong() {
        assertThat(TraceContext.of("00" + IDS, "a".repeat(512)).state()).hasSize(512);
        assertThat(TraceContext.of("00" + IDS, "a".repeat(513))).isEqualTo(new TraceContext("00" + IDS, ""));
        assertThat(TraceContext.of("00" + IDS, "a=\n").state()).isEmpty();
    }
}
