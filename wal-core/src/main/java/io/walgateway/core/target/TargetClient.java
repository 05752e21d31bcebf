package io.walgateway.core.target;

import io.walgateway.core.message.TargetAddress;

/** One process's connection to targets of one kind. Safe for any number of threads. */
public interface TargetClient extends AutoCloseable {

    /**
     * The target at an address that {@link TargetProvider#check} finds no fault with. Connects lazily and cheaply; targets
     * are not closed one by one, their client is.
     */
    Target target(TargetAddress address);

    /**
     * What goes away as a whole, such as {@code kafka:default} for all topics of a cluster: while one address is found
     * unavailable, deliveries to all addresses with the same endpoint wait.
     */
    String endpoint(TargetAddress address);

    @Override
    void close();
}
