package io.walgateway.core.replication;

import io.walgateway.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule that keeps writes from going round: a write is never applied in the region where it originated, and never
 * passes on to a region through which it came.
 *
 * @param here the region of the process that passes writes on; empty text: not named
 */
public record Passage(String here) {

    /** Why a write must not go to a region; empty: it may. */
    public Optional<String> obstacle(Message.Provenance provenance, String to) {
        if (RegionNames.areSame(to, origin(provenance))) {
            return Optional.of("it originated in " + origin(provenance));
        }
        return !RegionNames.areSame(to, here) && contains(provenance.hops(), to)
                ? Optional.of("it came through " + to)
                : Optional.empty();
    }

    /** The provenance of a write that leaves this region: it originated here unless it came from elsewhere. */
    public Message.Provenance leaving(Message.Provenance provenance) {
        List<String> hops = new ArrayList<>(provenance.hops());
        if (!here.isEmpty() && !contains(hops, here)) {
            hops.add(here);
        }
        return provenance.by(origin(provenance), hops);
    }

    private static boolean contains(List<String> hops, String region) {
        return hops.stream().anyMatch(hop -> RegionNames.areSame(hop, region));
    }

    /**
     * The region where a write originated: this one if the write names none, because external producers write to the
     * log of their own region.
     */
    private String origin(Message.Provenance provenance) {
        return provenance.originRegion().isEmpty() ? here : provenance.originRegion();
    }
}
