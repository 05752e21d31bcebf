package io.walgateway.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final String ONE = "one";
    private static final String SLOW = "slow";
    private static final int FIRST_MAX = 8;
    private static final String OTHER = "other";

    @Test
    void shouldBoundEachOriginOnItsOwnAndForgetIdleOnes() throws InterruptedException {
        InFlight<String> inFlight = new InFlight<>(2, _ -> 2);
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isFalse();
        assertThat(enter(inFlight, OTHER)).isTrue();
        inFlight.leave(ONE, true);
        assertThat(enter(inFlight, ONE)).isTrue();
        inFlight.leave(ONE, true);
        inFlight.leave(ONE, true);
        inFlight.leave(OTHER, true);
        assertThat(inFlight.servers()).isZero();
    }

    @Test
    void shouldBeginWithAFewPlacesWhereEachMayTakeAHandshakeAndHaveMoreWithEachAnswer() throws InterruptedException {
        InFlight<String> inFlight = new InFlight<>(10, _ -> FIRST_MAX);
        for (int i = 0; i < FIRST_MAX; i++) {
            assertThat(enter(inFlight, SLOW)).isTrue();
        }
        assertThat(enter(inFlight, SLOW)).isFalse();
        inFlight.leave(SLOW, false);
        assertThat(enter(inFlight, SLOW)).isTrue();
        assertThat(enter(inFlight, SLOW)).isFalse();
        for (int i = 0; i < 5; i++) {
            inFlight.leave(SLOW, true);
        }
        for (int i = 0; i < 7; i++) {
            assertThat(enter(inFlight, SLOW)).as("%d", i).isTrue();
        }
        assertThat(enter(inFlight, SLOW)).as("the eleventh").isFalse();
    }

    private static boolean enter(InFlight<String> inFlight, String server) throws InterruptedException {
        return inFlight.enter(server, Duration.ZERO);
    }
}
