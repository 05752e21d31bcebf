package io.walgateway.plugin.evcache.target;

import io.walgateway.plugin.evcache.connection.CacheCluster;
import io.walgateway.plugin.evcache.connection.Zone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the zones of a cluster for a sign of life. */
record ZoneReview(CacheCluster cluster) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The names of the zones in which no node answers. */
    List<String> away() throws InterruptedException {
        Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        for (Zone zone : cluster.zones()) {
            asked.put(zone.name(), zone.isFoundAlive());
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // A zone without an answer counts as away.
        }
        return asked.entrySet().stream()
                .filter(zone -> !zone.getValue().getNow(false))
                .map(Map.Entry::getKey)
                .toList();
    }
}
