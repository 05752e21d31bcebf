package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The gates of all endpoints with messages. Gates take turns: the one served last goes to the end. */
final class EndpointGates {
    /** Messages that name their own target may name any number of endpoints over time. */
    private static final int IDLE_MAX = 64;

    private final LinkedHashMap<String, EndpointGate> gates = new LinkedHashMap<>();

    EndpointGate of(Delivery delivery) {
        return gates.computeIfAbsent(delivery.endpoint(), _ -> new EndpointGate());
    }

    /** Tries the gates in turn until one is served; false if none was. */
    boolean serveNext(Predicate<EndpointGate> serve) {
        for (Map.Entry<String, EndpointGate> gate : gates.entrySet()) {
            if (serve.test(gate.getValue())) {
                gates.putLast(gate.getKey(), gate.getValue());
                return true;
            }
        }
        return false;
    }

    /** When a gate that is closed now is to be tried; null if none is closed. */
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

    /** The names of the endpoints that are away. */
    List<String> namesAway() {
        return gates.entrySet().stream()
                .filter(gate -> gate.getValue().isAway())
                .map(Map.Entry::getKey)
                .toList();
    }

    long away() {
        return gates.values().stream().filter(EndpointGate::isAway).count();
    }

    /** True if each gate has this many deliveries ready; false if there is no gate. */
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
