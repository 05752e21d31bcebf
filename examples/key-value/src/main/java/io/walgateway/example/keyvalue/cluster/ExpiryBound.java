package io.walgateway.example.keyvalue.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The last moment at which anything in a cluster can expire. Cassandra stores it in seconds: in 31 bits, or in 32 from
 * version 5 on where {@code storage_compatibility_mode} is {@code NONE}.
 */
final class ExpiryBound {
    /** Less the two seconds by which a time to live may end after the expiry. */
    private static final Instant IN_31_BITS = Instant.ofEpochSecond(Integer.MAX_VALUE - 3L);

    private static final Instant IN_32_BITS = Instant.ofEpochSecond((1L << 32) - 5);

    private static final String MODE =
            "SELECT value FROM system_views.settings WHERE name = 'storage_compatibility_mode'";

    private ExpiryBound() {}

    static CompletableFuture<Instant> of(CqlSession session) {
        return session.executeAsync(MODE)
                .toCompletableFuture()
                .thenApply(rows -> Optional.ofNullable(rows.one())
                                .map(row -> row.getString(0))
                                .filter("NONE"::equals)
                                .isPresent()
                        ? IN_32_BITS
                        : IN_31_BITS)
                .exceptionallyCompose(ExpiryBound::unknown);
    }

    /** Older versions do not show their settings. */
    private static CompletableFuture<Instant> unknown(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof QueryValidationException
                ? CompletableFuture.completedFuture(IN_31_BITS)
                : CompletableFuture.failedFuture(failure);
    }
}
