package io.walgateway.core.target;

import io.walgateway.core.message.TargetAddress;
import java.time.Duration;

/** One process's connection to targets of one kind. Safe for any number of threads. */
public interface TargetClient extends AutoCloseable {

    /**
     * The target at an address in which {@link TargetProvider#check} finds no error. Connects lazily and cheaply.
     * Targets are not closed one by one; their client is.
     */
    Target target(TargetAddress address);

    /**
     * The endpoint that is away or reachable as a whole, such as {@code kafka:default} for all topics of a cluster:
     * while one address is found unavailable, deliveries to all addresses with the same endpoint wait.
     */
    String endpoint(TargetAddress address);

    /**
     * Checks what is at an address before a document that names it is stored. The control plane calls it for each
     * target of a document, on a thread that may block, and waits: the answer is due within 5 s. A target that cannot
     * be reached is a warning, never an exception.
     *
     * @param ageMax how old a message may be when it is delivered: the longest delay and all retries
     */
    default TargetReview review(TargetAddress address, Duration ageMax) {
        return TargetReview.NOTHING;
    }

    /**
     * Prepares messages for a target at this address in another region. Only called for addresses in which
     * {@link TargetProvider#check} finds no error; connects lazily and cheaply.
     */
    default Departure departure(TargetAddress address) {
        return Departure.UNCHANGED;
    }

    @Override
    void close();
}
