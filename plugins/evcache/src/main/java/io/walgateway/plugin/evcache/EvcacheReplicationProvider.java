package io.walgateway.plugin.evcache;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.replication.RegionChecks;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.text.NearestKey;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Caches of other regions as targets. In a document, each property that is none of a cache's is a region and the address
 * of its writer group. It stands for a target of type {@code replication} for each region, so nothing is ever delivered to
 * this type itself.
 */
public final class EvcacheReplicationProvider implements TargetProvider {
    static final String TYPE = "evc-replication";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        Map<String, String> regions = regions(address);
        List<Violation> violations = new ArrayList<>(EvcacheAddress.check(cache(address)));
        if (regions.isEmpty()) {
            violations.add(new Violation(
                    "/", "no region", "at least one property REGION with the address of its writer group"));
        }
        violations.addAll(RegionChecks.all(regions, "/"));
        regions.forEach((region, writer) -> NearestKey.of(region, EvcacheAddress.KNOWN)
                .ifPresent(near -> violations.add(
                        new Violation("/" + region, writer, "a region, which is not called almost " + near))));
        return List.copyOf(violations);
    }

    @Override
    public Map<String, TargetAddress> expand(TargetAddress address) {
        Map<String, String> cache = cache(address);
        Optional<TargetAddress> apply =
                cache.isEmpty() ? Optional.empty() : Optional.of(new TargetAddress(EvcacheSettings.TYPE, cache));
        Map<String, TargetAddress> expanded = new TreeMap<>();
        regions(address)
                .forEach((region, writer) -> expanded.put(region, new RegionalTarget(region, writer, apply).address()));
        return expanded;
    }

    @Override
    public int concurrency() {
        return RegionalTarget.CONCURRENCY;
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new TargetClient() {
            @Override
            public Target target(TargetAddress address) {
                return _ -> new DeliveryOutcome.Rejected("a target of type " + TYPE
                        + " (expected: one region of it, as type " + RegionalTarget.TYPE + ")");
            }

            @Override
            public String endpoint(TargetAddress address) {
                return TYPE + ":";
            }

            @Override
            public void close() {}
        };
    }

    private static Map<String, String> cache(TargetAddress address) {
        Map<String, String> cache = new HashMap<>(address.properties());
        cache.keySet().retainAll(EvcacheAddress.KNOWN);
        return cache;
    }

    private static Map<String, String> regions(TargetAddress address) {
        Map<String, String> regions = new TreeMap<>(address.properties());
        regions.keySet().removeAll(EvcacheAddress.KNOWN);
        return regions;
    }
}
