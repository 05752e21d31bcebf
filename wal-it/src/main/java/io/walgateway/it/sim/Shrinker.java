package io.walgateway.it.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Removes faults and writes from a plan for as long as the same promise is still broken without them. */
final class Shrinker {
    private final Wiring wiring;
    private final Promise promise;
    private int runsLeft;

    /** @param runsMax how many runs it may take */
    Shrinker(Wiring wiring, Promise promise, int runsMax) {
        this.wiring = wiring;
        this.promise = promise;
        this.runsLeft = runsMax;
    }

    /** Returns the smallest plan that was found. */
    Plan shrink(Plan plan) {
        Plan smallest = plan;
        int before;
        do {
            before = size(smallest);
            Plan base = smallest;
            Plan fewer = base.withFaults(fewer(base.faults(), base::withFaults));
            smallest = fewer.withWrites(fewer(fewer.writes(), fewer::withWrites));
        } while (size(smallest) < before && runsLeft > 0);
        return smallest;
    }

    private static int size(Plan plan) {
        return plan.writes().size() + plan.faults().size();
    }

    /** Tries without each half, quarter, and so on down to single items. */
    private <T> List<T> fewer(List<T> all, Function<List<T>, Plan> with) {
        List<T> kept = all;
        for (int chunk = Math.max(1, kept.size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < kept.size() && runsLeft > 0; ) {
                List<T> without = new ArrayList<>(kept.subList(0, from));
                without.addAll(kept.subList(Math.min(kept.size(), from + chunk), kept.size()));
                if (isBroken(with.apply(without))) {
                    kept = without;
                } else {
                    from += chunk;
                }
            }
        }
        return kept;
    }

    private boolean isBroken(Plan plan) {
        runsLeft--;
        return Simulation.run(plan, wiring)
                .violation()
                .filter(violation -> violation.promise() == promise)
                .isPresent();
    }
}
