package io.walgateway.plugin.evcache.target;

import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.connection.CacheCluster;
import io.walgateway.plugin.evcache.connection.Zone;
import io.walgateway.plugin.evcache.meta.Exchange;
import io.walgateway.plugin.evcache.meta.MetaAnswer;
import io.walgateway.plugin.evcache.meta.Reply;
import io.walgateway.plugin.evcache.mutation.MutationReader;
import io.walgateway.plugin.evcache.mutation.UnfitMutationException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Carries out each mutation in all zones at once, and returns as soon as enough of them have it. */
final class EvcacheTarget implements Target {
    private static final Duration FULL_PAUSE = Duration.ofMillis(100);

    private final EvcacheAddress address;
    private final CacheCluster cluster;
    private final int needed;
    private final InstantSource clock;

    EvcacheTarget(EvcacheAddress address, CacheCluster cluster, int needed, InstantSource clock) {
        this.address = address;
        this.cluster = cluster;
        this.needed = needed;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Duration left = attempt.left(clock.instant());
        if (left.isZero()) {
            return new DeliveryOutcome.Unknown("no time was left for a request to cluster " + address.cluster());
        }
        long end = System.nanoTime() + left.toNanos();
        try {
            Optional<Order> order = Order.of(MutationReader.read(attempt.message(), address), clock.instant());
            if (order.isEmpty()) {
                return new DeliveryOutcome.Skipped("the entry expired on the way");
            }
            DeliveryOutcome outcome = everywhere(order.get(), end);
            return order.get().isExpired() && outcome instanceof DeliveryOutcome.Delivered
                    ? new DeliveryOutcome.Skipped("the entry expired on the way; its key was removed")
                    : outcome;
        } catch (UnfitMutationException e) {
            return new DeliveryOutcome.Rejected(Reasons.of(e));
        }
    }

    private DeliveryOutcome everywhere(Order order, long end) throws InterruptedException {
        Map<Zone, Exchange> exchanges = new LinkedHashMap<>();
        for (Zone zone : cluster.zones()) {
            exchanges.put(zone, zone.send(order.key(), order.command()));
        }
        ZoneOutcomes<Zone> outcomes = new ZoneOutcomes<>(exchanges.keySet(), needed);
        exchanges.forEach((zone, exchange) -> exchange.reply()
                .thenCompose(reply -> outcome(reply, zone))
                .thenAccept(outcome -> outcomes.add(zone, outcome)));
        try {
            return AnswerWait.get(outcomes.outcome(), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (TimeoutException e) {
            exchanges.keySet().retainAll(outcomes.missing());
            exchanges.forEach((zone, exchange) -> outcomes.add(zone, late(zone, exchange)));
            return outcomes.outcome().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an outcome, but it failed", e.getCause());
        }
    }

    private CompletableFuture<DeliveryOutcome> outcome(Reply reply, Zone zone) {
        return switch (reply) {
            case Reply.Answered(MetaAnswer answer) ->
                CompletableFuture.completedFuture(AnswerOutcomes.of(answer, where(zone)));
            case Reply.Full(String why) ->
                CompletableFuture.completedFuture(new DeliveryOutcome.Throttled(FULL_PAUSE, where(zone) + ": " + why));
            case Reply.Lost(String why) -> CompletableFuture.completedFuture(lost(zone, why));
            case Reply.NotSent(String why) -> zone.isAlive().thenApply(isAlive -> notSent(zone, why, isAlive));
        };
    }

    /** A single node that is away concerns its keys alone, so it must not hold up those of the other nodes. */
    private DeliveryOutcome notSent(Zone zone, String why, boolean isZoneAlive) {
        return isZoneAlive
                ? new DeliveryOutcome.Absent(where(zone) + ": the node of this key is away: " + why)
                : new DeliveryOutcome.Unavailable(where(zone) + " is away: " + why);
    }

    private DeliveryOutcome late(Zone zone, Exchange exchange) {
        exchange.abandon("no connection in time");
        return exchange.reply().getNow(new Reply.Lost("")) instanceof Reply.NotSent(String why)
                ? new DeliveryOutcome.Unavailable(where(zone) + " is away: " + why)
                : lost(zone, "no answer in time");
    }

    private DeliveryOutcome lost(Zone zone, String why) {
        return new DeliveryOutcome.Unknown(where(zone) + ": " + why + "; the request may have arrived");
    }

    private String where(Zone zone) {
        return "zone " + zone.name() + " of cluster " + address.cluster();
    }
}
