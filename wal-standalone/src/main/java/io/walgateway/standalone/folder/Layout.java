package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.text.NearestKey;
import io.walgateway.standalone.part.PartName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ports of a whole stack. The first region has those of a stack without regions, and the parts that serve all
 * regions are there as well; each further region has them {@value #REGION_STEP} higher. In the same way, the link from
 * a region to the writer of the region with the number n, from 0, is at the region's base + {@value #LINKS} + n.
 *
 * @param base    the gRPC port of a stack without regions, or of the first region
 * @param regions empty: the stack has none
 */
public record Layout(int base, List<String> regions) {

    static final int REGION_STEP = 50;
    static final int LINKS = 30;

    public Layout {
        regions = List.copyOf(regions);
        int links = regions.isEmpty() ? Ports.COUNT : LINKS + regions.size();
        Ports.requireBase(base, Math.max(0, regions.size() - 1) * REGION_STEP + links);
    }

    /** Of the parts that serve the whole stack, and of the first region. */
    public Ports shared() {
        return new Ports(base);
    }

    /**
     * The ports of a region.
     *
     * @param region empty text: those of the parts that serve the whole stack
     * @throws CliException if the stack has no region of this name
     */
    public Ports of(String region) {
        return region.isEmpty() ? shared() : new Ports(base + number(region) * REGION_STEP);
    }

    /** The port on which a part serves its users. */
    public int of(PartName part) {
        return of(part.region()).of(part.kind());
    }

    public OptionalInt management(PartName part) {
        return of(part.region()).management(part.kind());
    }

    /** The port through which the consumer of a region reaches the writer of another. */
    public int link(String from, String to) {
        return of(from).base() + LINKS + number(to);
    }

    /** All ports that must be free, each with its purpose. */
    public Map<Integer, String> uses(List<PartName> parts) {
        Map<Integer, String> uses = new LinkedHashMap<>();
        for (PartName part : parts) {
            String where = part.region().isEmpty() ? "" : " of " + part.region();
            uses.put(of(part), part.kind().purpose() + where);
            management(part)
                    .ifPresent(port -> uses.put(port, management(part.kind().text()) + where));
        }
        for (String from : regions) {
            regions.stream()
                    .filter(to -> !to.equals(from))
                    .forEach(to -> uses.put(link(from, to), "the link from " + from + " to " + to));
        }
        return uses;
    }

    /**
     * Returns if the stack has a region of this name.
     *
     * @throws CliException if it does not
     */
    public void requireRegion(String region) {
        number(region);
    }

    private static String management(String part) {
        return "the management of " + part;
    }

    private int number(String region) {
        int number = regions.indexOf(region);
        if (number >= 0) {
            return number;
        }
        throw CliException.misused(
                regions.isEmpty()
                        ? region
                                + ": this stack has no regions (expected: one that was started by ./wal up --regions N)"
                        : "%s: no such region (expected: one of %s)%s"
                                .formatted(
                                        region,
                                        String.join(", ", regions),
                                        NearestKey.of(region, regions)
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("")));
    }
}
