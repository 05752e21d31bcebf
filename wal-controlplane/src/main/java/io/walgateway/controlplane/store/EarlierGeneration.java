package io.walgateway.controlplane.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Queues that a namespace had before its present ones.
 *
 * @param until     the first revision with other queues
 * @param change    the change that introduced them
 * @param document  the last document before that revision
 * @param closedAt  when every process was seen to append elsewhere
 * @param regions   how far the queues are drained in each region, once their ends were recorded there
 * @param drainedAt when the queues of all regions were drained
 */
public record EarlierGeneration(
        String namespace,
        long until,
        long change,
        JsonNode document,
        Optional<Instant> closedAt,
        Map<String, Progress> regions,
        Optional<Instant> drainedAt) {

    public EarlierGeneration {
        regions = Map.copyOf(regions);
    }

    /**
     * How far the queues of one region are drained.
     *
     * @param ends    where they ended some time after every process appended elsewhere, a JSON object by queue
     * @param drained true if everything before these ends was settled
     */
    public record Progress(JsonNode ends, boolean drained) {}

    public boolean drained() {
        return drainedAt.isPresent();
    }

    /** True if the queues of this region are drained, whatever is left in others. */
    public boolean drainedIn(String region) {
        Progress progress = regions.get(region);
        return drained() || (progress != null && progress.drained());
    }
}
