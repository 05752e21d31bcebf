package io.walgateway.it.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of the lasting faults are active. */
final class Weather {
    private final Map<Fault.Kind, List<Fault>> faults = new EnumMap<>(Fault.Kind.class);
    private final Schedule schedule;

    Weather(List<Fault> faults, Schedule schedule) {
        this.schedule = schedule;
        faults.forEach(fault -> this.faults
                .computeIfAbsent(fault.kind(), _ -> new ArrayList<>())
                .add(fault));
    }

    /** The active fault of this kind; null: none. */
    @Nullable
    Fault now(Fault.Kind kind) {
        for (Fault fault : faults.getOrDefault(kind, List.of())) {
            if (fault.coversTime(schedule.now())) {
                return fault;
            }
        }
        return null;
    }

    boolean is(Fault.Kind kind) {
        return now(kind) != null;
    }

    /** True if such a fault is active for this one of {@code subjects}. */
    boolean isFor(Fault.Kind kind, int subject, int subjects, long atMicros) {
        for (Fault fault : faults.getOrDefault(kind, List.of())) {
            if (fault.subject() % subjects == subject && fault.coversTime(atMicros)) {
                return true;
            }
        }
        return false;
    }

    /** True if any fault of this kind was active between these times. */
    boolean wasWithin(Fault.Kind kind, long fromMicros, long toMicros) {
        return faults.getOrDefault(kind, List.of()).stream()
                .anyMatch(fault -> fault.atMicros() < toMicros && fault.endMicros() > fromMicros);
    }
}
