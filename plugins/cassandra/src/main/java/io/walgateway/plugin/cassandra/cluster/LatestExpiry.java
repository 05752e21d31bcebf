package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The last moment at which anything in a cluster can expire. Cassandra stores that moment in seconds: in 31 bits, or in
 * 32 from version 5 on where {@code storage_compatibility_mode} is {@code NONE}. Writes that would expire later are
 * refused.
 */
public final class LatestExpiry {
    public static final Instant IN_31_BITS = Instant.ofEpochSecond(Integer.MAX_VALUE - 1L);
    static final Instant IN_32_BITS = Instant.ofEpochSecond((1L << 32) - 3);

    private static final String MODE =
            "SELECT value FROM system_views.settings WHERE name = 'storage_compatibility_mode'";
    private static final String NO_COMPATIBILITY = "NONE";

    private LatestExpiry() {}

    /** Asks the node that answers first. A cluster that does not know the setting, or does not show it, has 31 bits. */
    static CompletionStage<Instant> of(CqlSession session) {
        return session.executeAsync(MODE).thenApply(LatestExpiry::of).exceptionallyCompose(LatestExpiry::unknown);
    }

    static Instant of(Optional<String> mode) {
        return mode.filter(NO_COMPATIBILITY::equals).isPresent() ? IN_32_BITS : IN_31_BITS;
    }

    private static Instant of(AsyncResultSet rows) {
        return of(Optional.ofNullable(rows.one()).map(row -> row.getString(0)));
    }

    private static CompletionStage<Instant> unknown(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof QueryValidationException
                ? CompletableFuture.completedFuture(IN_31_BITS)
                : CompletableFuture.failedFuture(failure);
    }
}
