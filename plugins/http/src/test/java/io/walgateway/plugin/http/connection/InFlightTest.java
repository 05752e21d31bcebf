package io.walgateway.plugin.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.plugin.http.address.Origin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final Origin ONE = new Origin("http", "one", 80);
    private static final Origin SECURE = new Origin("https", "one", 443);
    private static final Origin OTHER = new Origin("http", "other", 80);

    @Test
    void shouldBoundEachOriginOnItsOwnAndForgetIdleOnes() throws InterruptedException {
        InFlight inFlight = new InFlight(2);
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isFalse();
        assertThat(enter(inFlight, OTHER)).isTrue();
        inFlight.leave(ONE, true);
        assertThat(enter(inFlight, ONE)).isTrue();
        inFlight.leave(ONE, true);
        inFlight.leave(ONE, true);
        inFlight.leave(OTHER, true);
        assertThat(inFlight.origins()).isZero();
    }

    @Test
    void shouldBeginWithAFewPlacesWhereEachMayTakeAHandshakeAndHaveMoreWithEachAnswer() throws InterruptedException {
        InFlight inFlight = new InFlight(10);
        for (int i = 0; i < InFlight.FIRST_MAX; i++) {
            assertThat(enter(inFlight, SECURE)).isTrue();
        }
        assertThat(enter(inFlight, SECURE)).isFalse();
        inFlight.leave(SECURE, false);
        assertThat(enter(inFlight, SECURE)).isTrue();
        assertThat(enter(inFlight, SECURE)).isFalse();
        for (int i = 0; i < 5; i++) {
            inFlight.leave(SECURE, true);
        }
        for (int i = 0; i < 7; i++) {
            assertThat(enter(inFlight, SECURE)).as("%d", i).isTrue();
        }
        assertThat(enter(inFlight, SECURE)).as("the eleventh").isFalse();
    }

    private static boolean enter(InFlight inFlight, Origin origin) throws InterruptedException {
        return inFlight.enter(origin, Duration.ZERO);
    }
}
