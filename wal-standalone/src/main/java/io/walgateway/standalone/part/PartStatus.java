package io.walgateway.standalone.part;

import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The status of a part.
 *
 * @param pid               absent while it does not run
 * @param residentMebibytes absent if unknown
 * @param detail            why it is not well; empty if it is
 */
public record PartStatus(
        PartName name, Health health, OptionalLong pid, String address, OptionalLong residentMebibytes, String detail) {

    private static final int NAME_CHARS_MIN = 13;

    /** Columns for the names of these parts. */
    static int width(Stream<PartName> names) {
        return Math.max(
                NAME_CHARS_MIN,
                names.mapToInt(name -> name.text().length()).max().orElse(0));
    }

    /** From best to worst. */
    enum Health {
        UP,
        STARTING,
        /** The part works as far as it can, but a component that it needs is away. */
        DEGRADED,
        UNHEALTHY,
        DOWN
    }
}
