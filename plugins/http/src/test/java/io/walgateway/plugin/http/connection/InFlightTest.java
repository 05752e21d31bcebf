package io.walgateway.plugin.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.plugin.http.address.Origin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final Origin ONE = new Origin("http", "one", 80);
    private static final Origin OTHER = new Origin("http", "other", 80);

    @Test
    void shouldBoundEachOriginOnItsOwnAndForgetIdleOnes() throws InterruptedException {
        InFlight inFlight = new InFlight(2);
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isTrue();
        assertThat(enter(inFlight, ONE)).isFalse();
        assertThat(enter(inFlight, OTHER)).isTrue();
        inFlight.leave(ONE);
        assertThat(enter(inFlight, ONE)).isTrue();
        inFlight.leave(ONE);
        inFlight.leave(ONE);
        inFlight.leave(OTHER);
        assertThat(inFlight.origins()).isZero();
    }

    private static boolean enter(InFlight inFlight, Origin origin) throws InterruptedException {
        return inFlight.enter(origin, Duration.ZERO);
    }
}
