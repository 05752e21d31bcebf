package io.walgateway.consumer.route;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.replication.RegionNames;
import io.walgateway.core.replication.RegionalTarget;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a shard's work that is a process's.
 *
 * @param shard   whose namespaces it serves
 * @param stack   the consumer stack that it belongs to; empty: it serves the namespaces of all stacks
 * @param regions the regions to which it replicates; empty: all
 */
public record Assignment(String shard, Optional<String> stack, Set<String> regions) {

    public Assignment {
        regions = Set.copyOf(regions);
    }

    public boolean serves(NamespaceConfig namespace) {
        return stack.isEmpty() || stack.get().equals(namespace.consumerStack());
    }

    /** Only pipelines to other regions are allotted by region; a process has all others of its namespaces. */
    public boolean runs(PipelineSpec spec) {
        return regions.isEmpty()
                || spec.target()
                        .flatMap(target -> RegionalTarget.of(target.address()))
                        .map(regional ->
                                regions.stream().anyMatch(region -> RegionNames.areSame(region, regional.region())))
                        .orElse(true);
    }
}
