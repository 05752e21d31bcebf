package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.it.sim.PlannedWrite.Nature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Creates the plan of a seed. */
final class Planner {
    private static final int POISON_MAX = 6;
    private static final Fault.Kind[] KINDS = Fault.Kind.values();

    private final SplittableRandom random;
    /** A separate stream, so that queues that hold messages back change nothing else in the plan of a seed. */
    private final SplittableRandom waits;

    private Planner(long seed) {
        this.random = new Dice(seed).stream(Dice.Roll.PLAN, 0, 0);
        this.waits = new Dice(seed).stream(Dice.Roll.PLAN, 1, 0);
    }

    /** Two of three seeds ask for order. */
    static Plan plan(long seed) {
        return plan(seed, Math.floorMod(seed, 3) == 0 ? Ordering.NONE : Ordering.KEY);
    }

    static Plan plan(long seed, Ordering ordering) {
        Planner planner = new Planner(seed);
        Shape shape = planner.shape(ordering);
        long span = planner.random.nextLong(2, 25) * SECOND;
        return new Plan(seed, shape, planner.writes(shape, span), planner.faults(span));
    }

    private Shape shape(Ordering ordering) {
        int heldMax = random.nextInt(5, 120);
        boolean holdsBack = waits.nextInt(3) != 0;
        Duration waitMax = holdsBack ? Duration.ofMillis(waits.nextInt(200, 3_000)) : DeliveryPolicy.UNLIMITED;
        return new Shape(
                ordering,
                random.nextInt(1, 6),
                random.nextInt(1, 5),
                random.nextInt(1, 3),
                random.nextInt(1, 4),
                random.nextInt(1, 40),
                random.nextInt(1, 25),
                heldMax,
                random.nextInt(4) == 0 ? heldMax * 60L : 1 << 20,
                retry(),
                retry(),
                random.nextInt(1, 25),
                random.nextInt(8) != 0,
                random.nextLong(1, 4) * SECOND,
                random.nextLong(3, 11) * SECOND,
                waitMax,
                holdsBack && waits.nextBoolean() ? Duration.ZERO : waitMax);
    }

    private RetryPolicy retry() {
        return new RetryPolicy(
                random.nextInt(1, 6),
                Duration.ofMillis(random.nextInt(10, 400)),
                random.nextDouble(1, 3),
                Duration.ofMillis(random.nextInt(400, 2000)),
                random.nextDouble());
    }

    private List<PlannedWrite> writes(Shape shape, long span) {
        int count = random.nextInt(60, 240);
        int keys = random.nextInt(1, 25);
        double keyed = random.nextDouble(0.4, 1);
        boolean poisoned = random.nextInt(3) == 0;
        int poison = 0;
        List<PlannedWrite> writes = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            int key = random.nextDouble() < keyed ? random.nextInt(keys) : -1;
            Nature nature = nature();
            if (poisoned && key == 0 && poison < POISON_MAX) {
                nature = Nature.POISON;
                poison++;
            }
            writes.add(write(number, shape, span, key, nature));
        }
        return writes;
    }

    private PlannedWrite write(int number, Shape shape, long span, int key, Nature nature) {
        long delay = random.nextInt(6) == 0 ? random.nextLong(10 * SECOND) : 0;
        long life = random.nextInt(12) == 0 ? delay + 1 + random.nextLong(5 * SECOND) : 0;
        return new PlannedWrite(
                number,
                random.nextLong(span),
                random.nextInt(shape.producers()),
                key,
                random.nextInt(12) == 0 ? -1 : random.nextInt(shape.endpoints()),
                random.nextBoolean(),
                delay,
                life,
                random.nextInt(8, 200),
                nature,
                random.nextInt(1, 6));
    }

    private Nature nature() {
        int drawn = random.nextInt(100);
        if (drawn < 8) {
            return Nature.FLAKY;
        }
        return switch (drawn) {
            case 8, 9 -> Nature.REJECTED;
            case 10, 11 -> Nature.MALFORMED;
            case 12 -> Nature.INVALID;
            case 13 -> Nature.IMPATIENT;
            case 14 -> Nature.POISON;
            case 15, 16 -> Nature.UNWANTED;
            default -> Nature.GOOD;
        };
    }

    private List<Fault> faults(long span) {
        int count = random.nextInt(10) == 0 ? 0 : random.nextInt(1, 14);
        List<Fault> faults = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Fault.Kind kind = KINDS[random.nextInt(KINDS.length)];
            long length = random.nextInt(3) == 0 ? random.nextLong(15 * SECOND) : random.nextLong(2 * SECOND);
            faults.add(new Fault(
                    number,
                    kind,
                    random.nextLong(span + 5 * SECOND),
                    length + MILLI,
                    random.nextInt(12),
                    random.nextDouble()));
        }
        return faults;
    }
}
