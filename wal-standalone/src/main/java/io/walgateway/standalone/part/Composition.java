package io.walgateway.standalone.part;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parts of which a stack consists.
 *
 * @param regions  empty: the stack has none, and one part of each kind
 * @param optional the kinds that it has beside those that every stack has
 */
public record Composition(List<String> regions, Set<PartKind> optional) {

    /** The kinds that a stack can do without. */
    public static final Set<PartKind> OPTIONAL = EnumSet.of(
            PartKind.CASSANDRA, PartKind.ELASTICMQ, PartKind.OPENSEARCH, PartKind.MEMCACHED, PartKind.KEY_VALUE);

    private static final Set<PartKind> ONLY_WITH_REGIONS = EnumSet.of(PartKind.WRITER, PartKind.MEMCACHED);

    public Composition {
        regions = List.copyOf(regions);
        optional = Set.copyOf(optional);
    }

    public boolean has(PartKind kind) {
        if (optional.contains(kind)) {
            return true;
        }
        return ONLY_WITH_REGIONS.contains(kind) ? !regions.isEmpty() : !OPTIONAL.contains(kind);
    }

    /** All parts, each after those that it needs. */
    public List<PartName> parts() {
        return Arrays.stream(PartKind.values())
                .filter(this::has)
                .flatMap(this::parts)
                .toList();
    }

    private Stream<PartName> parts(PartKind kind) {
        return regions.isEmpty() || !kind.isRegional()
                ? Stream.of(PartName.of(kind))
                : regions.stream().map(region -> new PartName(kind, region));
    }
}
