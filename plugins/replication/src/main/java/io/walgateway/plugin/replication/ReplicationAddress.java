package io.walgateway.plugin.replication;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.replication.RegionChecks;
import io.walgateway.core.replication.RegionalTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of a target of type {@code replication}: in a document {@code regions.NAME} with the address of each
 * region's writer group, for a single region {@code region} and {@code writer}; and {@code apply.NAME} for the target
 * in the regions.
 */
final class ReplicationAddress {
    private static final String REGIONS = "regions.";

    private ReplicationAddress() {}

    static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> regions = regions(properties);
        boolean single = properties.containsKey(RegionalTarget.REGION) || properties.containsKey(RegionalTarget.WRITER);
        if (single && !regions.isEmpty()) {
            violations.add(new Violation("/region", "beside regions", "either region and writer, or regions"));
        } else if (single) {
            checkSingle(properties, violations);
        } else if (regions.isEmpty()) {
            violations.add(
                    new Violation("/regions", "absent", "the name of each region, and the address of its writer"));
        }
        violations.addAll(RegionChecks.all(regions, "/" + REGIONS));
        checkNames(properties, violations);
        return List.copyOf(violations);
    }

    private static void checkSingle(Map<String, String> properties, List<Violation> violations) {
        RegionChecks.region("/region", properties.getOrDefault(RegionalTarget.REGION, ""))
                .ifPresent(violations::add);
        RegionChecks.writer("/writer", properties.getOrDefault(RegionalTarget.WRITER, ""))
                .ifPresent(violations::add);
    }

    private static void checkNames(Map<String, String> properties, List<Violation> violations) {
        properties.forEach((name, value) -> {
            boolean known = name.startsWith(REGIONS)
                    || name.startsWith(RegionalTarget.APPLY)
                    || name.equals(RegionalTarget.REGION)
                    || name.equals(RegionalTarget.WRITER);
            if (!known) {
                violations.add(new Violation("/" + name, value, "one of regions, apply"));
            }
        });
        if (properties.keySet().stream().anyMatch(name -> name.startsWith(RegionalTarget.APPLY))
                && RegionalTarget.apply(properties).isEmpty()) {
            violations.add(new Violation("/apply.type", "absent", "the type of the target in the regions"));
        }
    }

    /** One address for each region, by its name. */
    static Map<String, TargetAddress> expand(TargetAddress address) {
        Map<String, String> regions = regions(address.properties());
        if (regions.isEmpty()) {
            return Map.of("", address);
        }
        Map<String, TargetAddress> expanded = new TreeMap<>();
        regions.forEach((region, writer) -> expanded.put(
                region, new RegionalTarget(region, writer, RegionalTarget.apply(address.properties())).address()));
        return expanded;
    }

    private static Map<String, String> regions(Map<String, String> properties) {
        Map<String, String> regions = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(REGIONS)) {
                regions.put(name.substring(REGIONS.length()), value);
            }
        });
        return regions;
    }
}
