package io.walgateway.core.target;

import java.time.Duration;

/**
 * The bounds of the requests of a {@link BatchTarget}.
 *
 * @param messagesMax messages in one request, 1 to 10,000
 * @param bytesMax    bytes of their payloads, at least 1; a larger payload goes in a request of its own
 * @param requestsMax requests under way at once, 1 to 1,000
 * @param gatherMax   how long a message waits for others while there is room for a further request, up to 1 min
 */
public record BatchLimits(int messagesMax, long bytesMax, int requestsMax, Duration gatherMax) {
    public static final int MESSAGES_LIMIT = 10_000;
    public static final int REQUESTS_LIMIT = 1_000;
    public static final Duration GATHER_LIMIT = Duration.ofMinutes(1);

    public BatchLimits {
        require("messagesMax", messagesMax, MESSAGES_LIMIT);
        require("bytesMax", bytesMax, Long.MAX_VALUE);
        require("requestsMax", requestsMax, REQUESTS_LIMIT);
        if (gatherMax.isNegative() || gatherMax.compareTo(GATHER_LIMIT) > 0) {
            throw new IllegalArgumentException("gatherMax: " + gatherMax + " (expected: 0 to 1 min)");
        }
    }

    private static void require(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + max + ")");
        }
    }
}
