package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices messages that make no progress: reports how many are held in each stage, and which have exceeded the limit of
 * their stage. It only reports, and decides nothing. Confined to the core's thread.
 */
public final class StageWatch {
    /** Alarms of one look: a single outage may make every held message overdue. */
    static final int ALARMS_MAX = 5;

    private final StageLimits limits;
    private final StageLists lists;
    private final EndpointGates gates;
    private final FreeDeliveries free;
    private final SeenTime time = new SeenTime();
    /** Time during which the queue was reachable: nothing can be stored while it is away. */
    private final SeenTime queueTime = new SeenTime();

    /** True if the concurrency limit lets another delivery start. */
    interface FreeDeliveries {
        boolean any();
    }

    StageWatch(StageLimits limits, StageLists lists, EndpointGates gates, FreeDeliveries free) {
        this.limits = limits;
        this.lists = lists;
        this.gates = gates;
        this.free = free;
    }

    /** A look while the queue is reachable. */
    public StageReport look(Instant now) {
        return look(now, false);
    }

    /**
     * Call about once a second.
     *
     * @param queueAway the queue's servers are known to be away, so a message that waits for them does not hang
     */
    public StageReport look(Instant now, boolean queueAway) {
        time.look(now);
        if (queueAway) {
            queueTime.standStill(now);
        } else {
            queueTime.look(now);
        }
        Look look = new Look(now);
        for (Stage stage : Stage.values()) {
            look.at(stage);
        }
        return look.report();
    }

    /** One look, and its findings so far. */
    private final class Look {
        private final Instant now;
        private final List<StageReport.Held> held = new ArrayList<>();
        private final List<HeldMessage> alarms = new ArrayList<>();
        private int overdue;
        private @Nullable Delivery stuck;
        private Instant stuckFrom = Instant.MAX;

        private Look(Instant now) {
            this.now = now;
        }

        void at(Stage stage) {
            Delivery oldest = lists.first(stage);
            if (oldest != null) {
                held.add(new StageReport.Held(stage, lists.count(stage), known(oldest, now)));
                lists.forEachSince(stage, now.minus(limits.step()), this::judge);
            }
        }

        StageReport report() {
            return new StageReport(
                    held, overdue, alarms, Optional.ofNullable(stuck).map(delivery -> known(delivery, now)));
        }

        private void judge(Delivery delivery) {
            Instant end = overdueFrom(delivery);
            if (!now.isAfter(end)) {
                return;
            }
            overdue++;
            if (!delivery.alarmed && alarms.size() < ALARMS_MAX) {
                alarms.add(known(delivery, now));
            }
            delivery.alarmed = true;
            // A restart does not drain another queue.
            if (delivery.stage != Stage.BARRED && now.isAfter(end.plus(limits.restart())) && end.isBefore(stuckFrom)) {
                stuck = delivery;
                stuckFrom = end;
            }
        }
    }

    /** When the limit of its stage is exceeded; {@link Instant#MAX} if the wait is explained. */
    private Instant overdueFrom(Delivery delivery) {
        return switch (delivery.stage) {
            case BEHIND -> isLedByNobody(delivery) ? time.after(delivery.since, limits.step()) : Instant.MAX;
            case BARRED -> time.after(delivery.since, limits.barred());
            case WAITING -> time.after(delivery.wakeAt, limits.step());
            case READY -> readyUntil(delivery);
            case DELIVERING -> time.after(delivery.since, limits.delivering());
            case RECORDING, DEAD_LETTERING, REQUEUEING -> queueTime.after(delivery.since, limits.storing());
            case GONE -> Instant.MAX;
        };
    }

    /** The head of a lane is judged by its own stage. */
    private static boolean isLedByNobody(Delivery delivery) {
        Delivery first = delivery.lane == null ? null : delivery.lane.first();
        return first == null || first.stage == Stage.BEHIND || first.stage == Stage.GONE;
    }

    private Instant readyUntil(Delivery delivery) {
        EndpointGate gate = gates.of(delivery);
        if (!free.any() || gate.isProbing()) {
            return Instant.MAX;
        }
        Instant last = gate.activeUntil();
        return time.after(last.isAfter(delivery.since) ? last : delivery.since, limits.step());
    }

    private HeldMessage known(Delivery delivery, Instant now) {
        return new HeldMessage(
                delivery.message().id(),
                delivery.lease().origin(),
                delivery.failures,
                delivery.endpoint(),
                delivery.stage,
                delivery.since,
                delivery.heldSince,
                waitsFor(delivery, now));
    }

    private String waitsFor(Delivery delivery, Instant now) {
        return switch (delivery.stage) {
            case BEHIND -> behind(delivery);
            case BARRED -> "an earlier queue of its key to be drained";
            case WAITING -> waiting(delivery, now);
            case READY -> ready(delivery);
            case DELIVERING -> "the outcome of attempt " + (delivery.failures + 1) + " at " + delivery.endpoint();
            case RECORDING -> "the queue to store that " + delivery.failures + " attempts have failed";
            case DEAD_LETTERING -> "the dead-letter queue to store it";
            case REQUEUEING -> "the queue to take it once more";
            case GONE -> "nothing";
        };
    }

    private static String behind(Delivery delivery) {
        Delivery first = delivery.lane == null ? null : delivery.lane.first();
        return first == null
                ? "its turn"
                : "message " + first.message().id() + " of its key, which is " + first.stage.text();
    }

    private static String waiting(Delivery delivery, Instant now) {
        String until = ", at " + delivery.wakeAt;
        if (delivery.givenUp != null) {
            return "the next try to store it as a dead letter" + until;
        }
        if (delivery.requeueDue != null) {
            return "the next try to append it once more" + until;
        }
        if (delivery.awaitsPlacement) {
            return "a configuration that is not known here yet" + until;
        }
        return (delivery.message().lifecycle().due().isAfter(now) ? "its due time" : "its next attempt") + until;
    }

    private String ready(Delivery delivery) {
        EndpointGate gate = gates.of(delivery);
        if (gate.isAway()) {
            return "its endpoint " + delivery.endpoint() + ", which is away";
        }
        if (gate.isClosed()) {
            return "its endpoint " + delivery.endpoint() + ", which asked for a rest";
        }
        return free.any() ? "its turn" : "a delivery of others to end: concurrency is used up";
    }
}
