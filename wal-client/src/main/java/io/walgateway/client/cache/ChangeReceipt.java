package io.walgateway.client.cache;

import java.util.Optional;

/**
 * What became of a change, in the cache and in the log. Neither undoes the other.
 *
 * @param localFailure the error of the application's cache client, or a {@link java.util.concurrent.TimeoutException};
 *                     empty: the cache has acknowledged the change. After a failure the cache may have the change all the
 *                     same
 * @param log          whether the change is in the log
 */
public record ChangeReceipt(Optional<Exception> localFailure, LogOutcome log) {

    /** True if the cache of this region has acknowledged the change. */
    public boolean isInCache() {
        return localFailure.isEmpty();
    }

    /** True if the change is durable in the log. */
    public boolean isInLog() {
        return log instanceof LogOutcome.Appended;
    }
}
