package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The gates of all endpoints that messages are for. They take turns: who was served last comes last. */
final class EndpointGates {
    /** Messages that name their own target may name any number of endpoints over time. */
    private static final int IDLE_MAX = 64;

    private final LinkedHashMap<String, EndpointGate> gates = new LinkedHashMap<>();

    EndpointGate of(Delivery delivery) {
        return gates.computeIfAbsent(delivery.endpoint(), _ -> new EndpointGate());
    }

    /** Tries each in its turn until one is served; false: none was. */
    boolean serveNext(Predicate<EndpointGate> serve) {
        for (Map.Entry<String, EndpointGate> gate : gates.entrySet()) {
            if (serve.test(gate.getValue())) {
                gates.putLast(gate.getKey(), gate.getValue());
                return true;
            }
        }
        return false;
    }

    /** When one that is closed now is to be tried; null: none is. */
    @Nullable
    Instant wakeAt() {
        Instant next = null;
        for (EndpointGate gate : gates.values()) {
            Instant wakeAt = gate.wakeAt();
            if (wakeAt != null && (next == null || wakeAt.isBefore(next))) {
                next = wakeAt;
            }
        }
        return next;
    }

    /** The names of those that are away. */
    List<String> namesAway() {
        return gates.entrySet().stream()
                .filter(gate -> gate.getValue().isAway())
                .map(Map.Entry::getKey)
                .toList();
    }

    long away() {
        return gates.values().stream().filter(EndpointGate::isAway).count();
    }

    /** Whether each has so many ready; false where there is none. */
    boolean haveReady(int each) {
        for (EndpointGate gate : gates.values()) {
            if (!gate.hasReady(each)) {
                return false;
            }
        }
        return !gates.isEmpty();
    }

    void removeIf(Predicate<Delivery> condition) {
        gates.values().forEach(gate -> gate.removeIf(condition));
    }

    void bound() {
        if (gates.size() > IDLE_MAX) {
            gates.values().removeIf(EndpointGate::isIdle);
        }
    }
}
