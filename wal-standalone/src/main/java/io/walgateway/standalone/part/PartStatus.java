package io.walgateway.standalone.part;

import java.util.OptionalLong;

/**
 * How a part fares.
 *
 * @param pid absent while it does not run
 * @param residentMebibytes absent where it is not known
 * @param detail why it is not well; empty if it is
 */
public record PartStatus(
        PartName name, Health health, OptionalLong pid, String address, OptionalLong residentMebibytes, String detail) {

    /** From best to worst. */
    enum Health {
        UP,
        STARTING,
        /** It does its work as far as it can, but something that it needs is away. */
        DEGRADED,
        UNHEALTHY,
        DOWN
    }
}
