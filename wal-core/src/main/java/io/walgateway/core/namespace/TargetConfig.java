package io.walgateway.core.namespace;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.units.Durations;
import java.time.Duration;

/**
 * One of a namespace's targets.
 *
 * @param name            unique within the namespace; part of the consumer group's name, so a renamed target starts
 *                        afresh
 * @param address         where it is
 * @param retry           how often and when failed deliveries are retried
 * @param concurrencyMax  deliveries in progress at once in one process, 1 to 10,000
 * @param deliveryTimeout how long one attempt may take, 1 ms to 10 min
 */
public record TargetConfig(
        String name, TargetAddress address, RetryPolicy retry, int concurrencyMax, Duration deliveryTimeout) {

    public static final int DEFAULT_CONCURRENCY_MAX = 128;
    public static final Duration DEFAULT_DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    public TargetConfig {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name: empty (expected: a name that is unique in the namespace)");
        }
        if (concurrencyMax < 1 || concurrencyMax > 10_000) {
            throw new IllegalArgumentException("concurrency: " + concurrencyMax + " (expected: 1 to 10000)");
        }
        if (deliveryTimeout.toMillis() < 1 || deliveryTimeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "delivery-timeout: " + Durations.format(deliveryTimeout) + " (expected: 1ms to 10m)");
        }
    }

    /** The same policies under another name, for another address. */
    public TargetConfig at(String otherName, TargetAddress otherAddress) {
        return new TargetConfig(otherName, otherAddress, retry, concurrencyMax, deliveryTimeout);
    }
}
