package io.walgateway.core.replication;

import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules for the regions of a target. */
public final class RegionChecks {
    private static final Pattern REGION = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final String REGION_EXPECTED = "1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..";

    private RegionChecks() {}

    /** What is wrong with the name of a region. */
    public static Optional<Violation> region(String path, String region) {
        return REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of(new Violation(path, region.isEmpty() ? "absent" : region, REGION_EXPECTED));
    }

    /** What is wrong with the address of a writer group. */
    public static Optional<Violation> writer(String path, String writer) {
        return WriterAddresses.isWriter(writer)
                ? Optional.empty()
                : Optional.of(new Violation(path, writer.isEmpty() ? "absent" : writer, WriterAddresses.EXPECTED));
    }

    /**
     * What is wrong with several regions.
     *
     * @param writers the address of each region's writer group, by region
     * @param prefix  precedes a region's name in the paths of violations
     */
    public static List<Violation> all(Map<String, String> writers, String prefix) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> byWriter = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        new TreeMap<>(writers).forEach((region, writer) -> {
            String path = prefix + region;
            region(path, region).ifPresent(violations::add);
            writer(path, writer).ifPresent(violations::add);
            String same = byName.putIfAbsent(RegionNames.withoutHyphens(region), region);
            if (same != null) {
                violations.add(new Violation(path, writer, "another region; " + same + " is a name of the same one"));
            }
            String other = byWriter.putIfAbsent(writer, region);
            if (other != null) {
                violations.add(new Violation(path, writer, "an address of its own; " + other + " has this one"));
            }
        });
        return List.copyOf(violations);
    }
}
