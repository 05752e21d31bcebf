package io.walgateway.plugin.evcache.target;

import io.walgateway.core.target.DeliveryOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * One outcome from the outcomes of the zones. Safe for any number of threads.
 *
 * @param <Z> names a zone
 */
final class ZoneOutcomes<Z> {
    private final Set<Z> missing;
    private final int zones;
    private final int needed;
    private final List<DeliveryOutcome> arrived = new ArrayList<>();
    private final CompletableFuture<DeliveryOutcome> outcome = new CompletableFuture<>();

    /**
     * No outcome has arrived.
     *
     * @param needed how many zones must have the change, from 1 to the number of zones
     */
    ZoneOutcomes(Set<Z> zones, int needed) {
        this.missing = new LinkedHashSet<>(zones);
        this.zones = zones.size();
        this.needed = needed;
    }

    /** The first outcome of each zone counts, until all of them are decided. */
    synchronized void add(Z zone, DeliveryOutcome given) {
        if (!outcome.isDone() && missing.remove(zone)) {
            arrived.add(given);
            if (arrived.size() == zones || count(ZoneOutcomes::isSettled) >= needed) {
                outcome.complete(decided());
            }
        }
    }

    /** The zones without an outcome. */
    synchronized Set<Z> missing() {
        return Set.copyOf(missing);
    }

    /** Complete once further zones change nothing, or none is left. */
    CompletableFuture<DeliveryOutcome> outcome() {
        return outcome;
    }

    /**
     * The outcome of the message. If too few zones have settled: a rejection is for good; then zones that are away; then
     * nodes that are away; then doubt, which has to count an attempt; then the rest.
     */
    private DeliveryOutcome decided() {
        if (count(ZoneOutcomes::isSettled) >= needed) {
            return first(DeliveryOutcome.Delivered.class)
                    .or(() -> first(DeliveryOutcome.Skipped.class))
                    .orElseThrow();
        }
        int away = count(DeliveryOutcome.Unavailable.class::isInstance);
        int unreached = away + count(DeliveryOutcome.Absent.class::isInstance);
        return first(DeliveryOutcome.Rejected.class)
                .or(() -> zones - away < needed ? first(DeliveryOutcome.Unavailable.class) : Optional.empty())
                .or(() -> zones - unreached < needed ? first(DeliveryOutcome.Absent.class) : Optional.empty())
                .or(() -> first(DeliveryOutcome.Unknown.class))
                .or(() -> first(DeliveryOutcome.Throttled.class))
                .or(() -> first(DeliveryOutcome.Failed.class))
                .orElseGet(() -> new DeliveryOutcome.Failed("too few zones acknowledged"));
    }

    private static boolean isSettled(DeliveryOutcome outcome) {
        return outcome instanceof DeliveryOutcome.Delivered || outcome instanceof DeliveryOutcome.Skipped;
    }

    private int count(Predicate<DeliveryOutcome> which) {
        return (int) arrived.stream().filter(which).count();
    }

    private <T extends DeliveryOutcome> Optional<DeliveryOutcome> first(Class<T> kind) {
        return arrived.stream().filter(kind::isInstance).findFirst();
    }
}
