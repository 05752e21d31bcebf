package io.walgateway.runtime.identity;

import com.nimbusds.jose.jwk.JWKSet;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys as last fetched. They are fetched every five minutes, and soon after a token named a key that
 * is not among them. While the issuer does not answer, the last keys are used, for a day at most. Reading never blocks.
 */
final class SigningKeys {
    static final Duration REFRESH = Duration.ofMinutes(5);
    /** However many tokens name unknown keys, the issuer is not asked more often. */
    static final Duration REFRESH_MIN = Duration.ofSeconds(10);

    static final Duration RETRY_MIN = Duration.ofSeconds(1);
    static final Duration KEPT_MAX = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final KeySource source;
    private final InstantSource clock;
    private volatile @Nullable Fetched fetched;
    private volatile boolean wanted;
    // Only for the thread that ticks.
    private Instant triedAt = Instant.MIN;
    private Duration retry = RETRY_MIN;

    private record Fetched(JWKSet keys, Instant at) {}

    SigningKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Empty: none could be fetched for too long. The same object is returned until other keys are fetched. */
    Optional<JWKSet> present() {
        Fetched last = fetched;
        return last == null || last.at.plus(KEPT_MAX).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(last.keys);
    }

    /** A token names a key that is not among the present ones. */
    void want() {
        wanted = true;
    }

    /** Fetches keys if it is time to; call it every second, always on the same thread. */
    void tick() {
        Instant now = clock.instant();
        if (!triedAt.equals(Instant.MIN) && now.isBefore(triedAt.plus(pause()))) {
            return;
        }
        triedAt = now;
        wanted = false;
        try {
            keep(source.fetch(), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            retry = retry.multipliedBy(2).compareTo(REFRESH_MIN) > 0 ? REFRESH_MIN : retry.multipliedBy(2);
            log.warn("Expected the issuer's keys, but {}; the previous ones stay", Reasons.of(e));
        }
    }

    private Duration pause() {
        Fetched last = fetched;
        boolean failed = last == null || last.at.isBefore(triedAt);
        return failed ? retry : wanted ? REFRESH_MIN : REFRESH;
    }

    /** Equal keys stay the same object, so that what was verified with them stays verified. */
    private void keep(JWKSet keys, Instant now) {
        retry = RETRY_MIN;
        Fetched last = fetched;
        if (last != null && last.keys.equals(keys)) {
            fetched = new Fetched(last.keys, now);
        } else {
            fetched = new Fetched(keys, now);
            log.info("fetched the issuer's keys: count={}", keys.size());
        }
    }
}
