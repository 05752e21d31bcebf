package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private final MovableClock clock = new MovableClock();
    private int fetches;
    private boolean away;
    private JWKSet published = keys("one");
    private final SigningKeys keys = new SigningKeys(this::fetch, clock);

    @Test
    void shouldKnowNoKeysBeforeTheIssuerHasAnswered() {
        away = true;
        keys.tick();
        assertThat(keys.present()).isEmpty();
        away = false;
        clock.advance(Duration.ofSeconds(2));
        keys.tick();
        assertThat(keys.present()).contains(published);
    }

    @Test
    void shouldKeepTheLastKeysForADayWhileTheIssuerIsAway() {
        keys.tick();
        away = true;
        clock.advance(SigningKeys.KEPT_MAX);
        keys.tick();
        assertThat(keys.present()).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.present()).isEmpty();
    }

    @Test
    void shouldFetchNewKeysSoonWhenATokenNamesAnUnknownOne() {
        keys.tick();
        published = keys("two");
        clock.advance(SigningKeys.REFRESH_MIN);
        keys.tick();
        assertThat(fetches).isEqualTo(1);
        keys.want();
        keys.tick();
        assertThat(keys.present()).contains(published);
    }

    @Test
    void shouldNotAskTheIssuerMoreOftenThanItsPauses() {
        keys.tick();
        for (int second = 0; second < 60; second++) {
            keys.want();
            clock.advance(Duration.ofSeconds(1));
            keys.tick();
        }
        assertThat(fetches).isEqualTo(7);
    }

    @Test
    void shouldKeepTheSameObjectWhileTheKeysAreTheSame() {
        keys.tick();
        JWKSet first = keys.present().orElseThrow();
        published = new JWKSet(published.getKeys());
        clock.advance(SigningKeys.REFRESH);
        keys.tick();
        assertThat(fetches).isEqualTo(2);
        assertThat(keys.present().orElseThrow()).isSameAs(first);
    }

    private JWKSet fetch() throws IOException {
        fetches++;
        if (away) {
            throw new IOException("away");
        }
        return published;
    }

    private static JWKSet keys(String id) {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(id).generate()).toPublicJWKSet();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
