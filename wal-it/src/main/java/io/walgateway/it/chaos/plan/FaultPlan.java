package io.walgateway.it.chaos.plan;

import io.walgateway.it.chaos.plan.FaultKind.Victims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An endless sequence of faults, decided by the seed. How far a run gets in it depends on how soon the system recovers
 * from each fault. Two brokers are never away at once, except in the fault of all brokers. A target is never replaced
 * without another fault at the same time, if other kinds of faults are requested.
 */
public final class FaultPlan {
    /** One in this many steps has two faults at once. */
    private static final int TWO_AT_ONCE = 3;
    /** One in this many steps is a fault of all brokers, if that kind is requested. */
    private static final int ALL_AT_ONCE = 15;

    private static final int REST_MILLIS_MIN = 1_000;
    private static final int REST_MILLIS_MAX = 6_000;

    private final Random random;
    private final List<FaultKind> kinds;
    private final boolean allBrokers;
    private final Map<Victims, List<String>> victims;

    /**
     * The next step of a plan.
     *
     * @param rest   the time without faults before it
     * @param faults faults that happen at the same time
     */
    public record Step(Duration rest, List<PlannedFault> faults) {}

    /** @param victims the names of possible victims, for each kind of victim */
    public FaultPlan(long seed, Set<FaultKind> kinds, Map<Victims, List<String>> victims) {
        this.random = new Random(seed);
        this.kinds = kinds.stream()
                .filter(kind -> kind != FaultKind.ALL_BROKERS)
                .sorted()
                .toList();
        this.allBrokers = kinds.contains(FaultKind.ALL_BROKERS);
        this.victims = Map.copyOf(victims);
    }

    public Step next() {
        Duration rest = Duration.ofMillis(random.nextInt(REST_MILLIS_MIN, REST_MILLIS_MAX));
        if (kinds.isEmpty() || (allBrokers && random.nextInt(ALL_AT_ONCE) == 0)) {
            return new Step(rest, List.of(allBrokers()));
        }
        PlannedFault first = one();
        List<PlannedFault> faults = new ArrayList<>(List.of(first));
        boolean two = random.nextInt(TWO_AT_ONCE) == 0 || first.kind() == FaultKind.RETARGET;
        if (two && kinds.stream().anyMatch(kind -> kind != FaultKind.RETARGET)) {
            faults.add(Stream.generate(this::one)
                    .filter(second -> mayMeet(first, second))
                    .findFirst()
                    .orElseThrow());
        }
        return new Step(rest, List.copyOf(faults));
    }

    private PlannedFault allBrokers() {
        return new PlannedFault(FaultKind.ALL_BROKERS, "brokers", FaultKind.ALL_BROKERS.draw(random));
    }

    private PlannedFault one() {
        FaultKind kind = kinds.get(random.nextInt(kinds.size()));
        List<String> all = victims.getOrDefault(kind.victims(), List.of());
        String victim = all.get(random.nextInt(all.size()));
        return new PlannedFault(kind, victim, kind.draw(random));
    }

    private static boolean mayMeet(PlannedFault first, PlannedFault second) {
        return !first.victim().equals(second.victim())
                && !(first.hitsABroker() && second.hitsABroker())
                && !(first.kind() == FaultKind.RETARGET && second.kind() == FaultKind.RETARGET);
    }
}
