package io.walgateway.example.keyvalue.request;

import io.walgateway.core.units.Durations;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far the clock that generated a token may be away from this one. A token from the future would make its change win
 * over all changes until then; one from the past is that of a caller whose changes lose silently.
 *
 * @param aheadMax the furthest that a token may be ahead
 * @param ageMax   the oldest that a token may be, unless the gateway delivers the change: then it was checked when the
 *                 change was accepted, and may have waited for long
 */
public record TokenRule(Duration aheadMax, Duration ageMax, InstantSource clock) {

    /**
     * The token of a request; refused if it drifts too far.
     *
     * @param given     whether the request has one
     * @param delivered whether the gateway delivers the request
     */
    public Token require(boolean given, IdempotencyToken token, boolean delivered) {
        Token checked = Token.of(given, token);
        Instant now = clock.instant();
        Instant time = checked.time();
        if (time.isAfter(now.plus(aheadMax))) {
            throw drift(time, now, "at most " + Durations.format(aheadMax) + " ahead of this clock");
        }
        if (!delivered && time.isBefore(now.minus(ageMax))) {
            throw drift(time, now, "at most " + Durations.format(ageMax) + " old");
        }
        return checked;
    }

    private static RuntimeException drift(Instant time, Instant now, String expectation) {
        return Refusals.invalid(
                "idempotency_token.generation_time", time.toString(), expectation + ", where it is " + now);
    }
}
