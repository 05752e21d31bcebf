package io.walgateway.plugin.evcache.address;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many zones must have acknowledged before a message counts as delivered.
 *
 * @param count at least 1; or, if {@code exceptThese}, how many zones may be missing
 */
public record ZonesNeeded(int count, boolean exceptThese) {
    static final String EXPECTED = "all, any, a number from 1 to 99, or all-but-N";

    /** Each zone. */
    public static final ZonesNeeded ALL = new ZonesNeeded(0, true);

    private static final Pattern FORM = Pattern.compile("(all-but-)?([1-9][0-9]?)");

    static Optional<ZonesNeeded> parse(String text) {
        return switch (text) {
            case "all" -> Optional.of(ALL);
            case "any" -> Optional.of(new ZonesNeeded(1, false));
            default -> {
                Matcher form = FORM.matcher(text);
                yield form.matches()
                        ? Optional.of(new ZonesNeeded(Integer.parseInt(form.group(2)), form.group(1) != null))
                        : Optional.empty();
            }
        };
    }

    /** How many of this many zones; empty if the cluster has too few, so that no delivery would ever need one. */
    public Optional<Integer> of(int zones) {
        int needed = exceptThese ? zones - count : count;
        return needed >= 1 && needed <= zones ? Optional.of(needed) : Optional.empty();
    }

    @Override
    public String toString() {
        return exceptThese ? (count == 0 ? "all" : "all-but-" + count) : Integer.toString(count);
    }
}
