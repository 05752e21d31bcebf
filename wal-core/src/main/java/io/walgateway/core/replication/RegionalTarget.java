package io.walgateway.core.replication;

import io.walgateway.core.message.TargetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One region to which a namespace's writes are replicated. As an address, its type is {@link #TYPE} and its properties
 * are {@code region}, {@code writer}, {@code apply.type} and {@code apply.NAME} for each property of the target there.
 *
 * @param region the region's name, as the processes there have it as their {@code region}; not empty
 * @param writer the address of the region's writer group, or a name that the settings map to one; not empty
 * @param apply  the target to which the writer group delivers; empty: the settings of the writer group say which
 */
public record RegionalTarget(String region, String writer, Optional<TargetAddress> apply) {
    /** The type of such addresses. */
    public static final String TYPE = "replication";

    /**
     * How many writes of a queue are under way to a region at once, where a document does not say it: 12,500 a second
     * over a distance with a round trip of 160 ms.
     */
    public static final int CONCURRENCY = 2_000;

    public static final String REGION = "region";
    public static final String WRITER = "writer";
    /** Precedes the properties of the target in the other region. */
    public static final String APPLY = "apply.";

    private static final String APPLY_TYPE = APPLY + "type";

    public RegionalTarget {
        if (region.isEmpty() || writer.isEmpty()) {
            throw new IllegalArgumentException(
                    "region: " + region + ", writer: " + writer + " (expected: both, and neither empty)");
        }
    }

    /** Empty if the address is of another type, or names no region or no writer. */
    public static Optional<RegionalTarget> of(TargetAddress address) {
        Map<String, String> properties = address.properties();
        String region = properties.getOrDefault(REGION, "");
        String writer = properties.getOrDefault(WRITER, "");
        return address.type().equals(TYPE) && !region.isEmpty() && !writer.isEmpty()
                ? Optional.of(new RegionalTarget(region, writer, apply(properties)))
                : Optional.empty();
    }

    /** The target that properties with the prefix {@link #APPLY} describe; empty if they give it no type. */
    public static Optional<TargetAddress> apply(Map<String, String> properties) {
        String type = properties.getOrDefault(APPLY_TYPE, "");
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new TargetAddress(
                        type,
                        properties.entrySet().stream()
                                .filter(property -> property.getKey().startsWith(APPLY)
                                        && !property.getKey().equals(APPLY_TYPE))
                                .collect(Collectors.toMap(
                                        property -> property.getKey().substring(APPLY.length()),
                                        Map.Entry::getValue))));
    }

    /** The address that {@link #of} reads. */
    public TargetAddress address() {
        Map<String, String> properties = new HashMap<>(Map.of(REGION, region, WRITER, writer));
        apply.ifPresent(target -> {
            properties.put(APPLY_TYPE, target.type());
            target.properties().forEach((name, value) -> properties.put(APPLY + name, value));
        });
        return new TargetAddress(TYPE, properties);
    }
}
