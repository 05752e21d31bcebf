package io.walgateway.it.sim;

import java.util.List;

/**
 * Everything that is decided about a run before it begins. Removing writes or faults changes nothing about the others.
 */
record Plan(long seed, Shape shape, List<PlannedWrite> writes, List<Fault> faults) {

    Plan {
        writes = List.copyOf(writes);
        faults = List.copyOf(faults);
    }

    Plan withWrites(List<PlannedWrite> others) {
        return new Plan(seed, shape, others, faults);
    }

    Plan withFaults(List<Fault> others) {
        return new Plan(seed, shape, writes, others);
    }

    /** When the last of the faults is over. */
    long calmFromMicros() {
        return faults.stream().mapToLong(Fault::endMicros).max().orElse(0);
    }
}
