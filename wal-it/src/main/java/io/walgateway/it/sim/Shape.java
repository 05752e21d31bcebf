package io.walgateway.it.sim;

import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;
import java.time.Duration;

/**
 * The parameters of a run, before anything happens in it.
 *
 * @param pollMax     entries that one poll returns at most
 * @param deadLetters true if there is a dead-letter queue
 * @param waitMax     a message that is not due for longer than this goes back to the queue
 */
record Shape(
        Ordering ordering,
        int slices,
        int consumers,
        int producers,
        int endpoints,
        int pollMax,
        int concurrencyMax,
        int heldMax,
        long heldBytesMax,
        RetryPolicy retry,
        RetryPolicy laterRetry,
        int laterConcurrencyMax,
        boolean deadLetters,
        long deliveryTimeoutMicros,
        long sessionTimeoutMicros,
        Duration waitMax,
        Duration retryWaitMax) {

    /** @param revision 0 before the configuration changed */
    DeliveryPolicy policy(int revision) {
        return new DeliveryPolicy(
                ordering, retry(revision), concurrency(revision), heldMax, heldBytesMax, waitMax, retryWaitMax);
    }

    int attemptsMax() {
        return Math.max(retry.maxAttempts(), laterRetry.maxAttempts());
    }

    private RetryPolicy retry(int revision) {
        return revision % 2 == 0 ? retry : laterRetry;
    }

    private int concurrency(int revision) {
        return revision % 2 == 0 ? concurrencyMax : laterConcurrencyMax;
    }
}
