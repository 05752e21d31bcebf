package io.walgateway.client;

import java.time.Duration;

/**
 * The limits of a client: in time, in tries, and in writes under way.
 *
 * @param deadline         for a write with all its tries, at least 1 ms
 * @param tryTimeout       for one try, at least 1 ms
 * @param writesInFlight   at least 1; for the client, and for each stream by itself
 * @param bytesInFlight    at least 1; likewise
 * @param messageBytesMax  at least 1; a larger write is refused by the client
 */
record ClientLimits(
        Duration deadline,
        Duration tryTimeout,
        WriteRetries retries,
        int writesInFlight,
        long bytesInFlight,
        int messageBytesMax) {

    ClientLimits {
        if (deadline.toMillis() < 1) {
            throw new IllegalArgumentException("deadline: " + deadline.toMillis() + "ms (expected: >= 1ms)");
        }
        if (tryTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("tryTimeout: " + tryTimeout.toMillis() + "ms (expected: >= 1ms)");
        }
        if (writesInFlight < 1) {
            throw new IllegalArgumentException("writesInFlightMax: " + writesInFlight + " (expected: >= 1)");
        }
        if (bytesInFlight < 1) {
            throw new IllegalArgumentException("bytesInFlightMax: " + bytesInFlight + " (expected: >= 1)");
        }
        if (messageBytesMax < 1) {
            throw new IllegalArgumentException("messageBytesMax: " + messageBytesMax + " (expected: >= 1)");
        }
    }

    InFlight inFlight() {
        return new InFlight(writesInFlight, bytesInFlight);
    }

    boolean fits(Write write) {
        return write.request().getSerializedSize() <= messageBytesMax;
    }

    WriteReceipt tooLarge(Write write) {
        String why = "payload: a request of " + write.request().getSerializedSize() + " bytes (expected: at most "
                + messageBytesMax + ", the client's messageBytesMax)";
        return new WriteReceipt.Refused("INVALID_ARGUMENT", "payload", why, java.util.Optional.empty());
    }
}
