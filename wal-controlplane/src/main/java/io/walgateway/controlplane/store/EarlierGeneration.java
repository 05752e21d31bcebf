package io.walgateway.controlplane.store;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Queues that a namespace had before its present ones.
 *
 * @param until     the first revision with other queues
 * @param change    the change that introduced them
 * @param document  the last document before that revision
 * @param closedAt  when every process was seen to append elsewhere
 * @param ends      where the queues ended some time after that, a JSON object by queue
 * @param drainedAt when everything before these ends was settled
 */
public record EarlierGeneration(
        String namespace,
        long until,
        long change,
        JsonNode document,
        Optional<Instant> closedAt,
        Optional<JsonNode> ends,
        Optional<Instant> drainedAt) {

    public boolean drained() {
        return drainedAt.isPresent();
    }
}
