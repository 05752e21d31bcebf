package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MILLI;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.it.sim.Dice.Roll;
import io.walgateway.it.sim.PlannedWrite.Nature;
import java.time.Duration;
import java.util.function.Consumer;

/** The targets of deliveries: several endpoints, each with its own faults. */
final class Targets {
    static final String TYPE = "sim";
    static final String ENDPOINT = "endpoint";
    /** An interrupted delivery ends within the grace period and one tick of its process. */
    private static final long INTERRUPTED_AFTER = 1500 * MILLI;

    private static final double NOISE = 0.01;

    private final World world;
    private final int endpoints;

    public Targets(World world) {
        this.world = world;
        this.endpoints = world.plan.shape().endpoints();
    }

    /** The destination of a message, at which the simulation answers in place of the target. */
    static Destination destination(Message message) {
        return new Destination(
                _ -> {
                    throw new IllegalStateException("Expected the simulation to deliver, but the target was called");
                },
                message.target().orElseThrow().properties().getOrDefault(ENDPOINT, "0"));
    }

    /** @param answers receives the outcome, if the process still lives then */
    Flight deliver(Tenure tenure, LogEntry entry, Delivery delivery, int attempt, Consumer<DeliveryOutcome> answers) {
        int endpoint = Integer.parseInt(delivery.endpoint());
        Flight flight = new Flight(entry, tenure, attempt, world.schedule.now(), endpoint);
        world.ledger.started(flight, delivery.message(), tenure.holder.now());
        int time = entry.started;
        long latency = latency(flight, time);
        long limit = world.plan.shape().deliveryTimeoutMicros() + INTERRUPTED_AFTER;
        world.schedule.after(Math.min(latency, limit), () -> {
            if (tenure.holder.isAlive()) {
                DeliveryOutcome outcome =
                        latency > limit ? new DeliveryOutcome.Unknown("no answer in time") : outcome(flight, time);
                world.ledger.ended(flight, outcome);
                answers.accept(outcome);
            }
        });
        return flight;
    }

    private long latency(Flight flight, int time) {
        long die = flight.entry().dieNumber();
        if (isNow(Fault.Kind.OUTAGE, flight.endpoint())) {
            return world.dice.between(MILLI / 10, 40 * MILLI, Roll.DELIVERY, die, time);
        }
        return isNow(Fault.Kind.SLOWNESS, flight.endpoint())
                ? world.dice.between(300 * MILLI, 6 * SECOND, Roll.DELIVERY, die, time)
                : world.dice.between(MILLI / 2, 60 * MILLI, Roll.DELIVERY, die, time);
    }

    private DeliveryOutcome outcome(Flight flight, int time) {
        boolean awayAtStart =
                world.weather.isFor(Fault.Kind.OUTAGE, flight.endpoint(), endpoints, flight.startMicros());
        long die = flight.entry().dieNumber();
        if (awayAtStart) {
            return new DeliveryOutcome.Unavailable("away");
        }
        if (isNow(Fault.Kind.OUTAGE, flight.endpoint())) {
            return cutOff(world.dice.unit(Roll.OUTCOME, die, time));
        }
        if (isNow(Fault.Kind.THROTTLING, flight.endpoint())) {
            long rest = world.dice.between(1, 1500, Roll.REST, die, time);
            return new DeliveryOutcome.Throttled(Duration.ofMillis(rest), "slow down");
        }
        double unsure = isNow(Fault.Kind.UNSURE, flight.endpoint()) ? 0.5 : NOISE;
        return world.dice.chance(unsure, Roll.APPLIED, die, time)
                ? new DeliveryOutcome.Unknown("taken, perhaps")
                : byNature(flight.entry(), die, time);
    }

    private static DeliveryOutcome cutOff(double drawn) {
        if (drawn < 0.5) {
            return new DeliveryOutcome.Unavailable("went away");
        }
        return drawn < 0.8 ? new DeliveryOutcome.Unknown("went away") : new DeliveryOutcome.Failed("went away");
    }

    private DeliveryOutcome byNature(LogEntry entry, long die, int time) {
        Nature nature = entry.origin == null ? Nature.GOOD : entry.origin.write.nature();
        return switch (nature) {
            case POISON -> new DeliveryOutcome.Failed("poison");
            case REJECTED -> new DeliveryOutcome.Rejected("never");
            case UNWANTED -> new DeliveryOutcome.Skipped("it was cancelled");
            case FLAKY ->
                entry.origin != null && entry.failures < entry.origin.write.failures()
                        ? flaw(world.dice.chance(0.7, Roll.OUTCOME, die, time))
                        : DeliveryOutcome.DELIVERED;
            case GOOD, MALFORMED, INVALID, IMPATIENT -> DeliveryOutcome.DELIVERED;
        };
    }

    private static DeliveryOutcome flaw(boolean certain) {
        return certain ? new DeliveryOutcome.Failed("not now") : new DeliveryOutcome.Unknown("who knows");
    }

    private boolean isNow(Fault.Kind kind, int endpoint) {
        return world.weather.isFor(kind, endpoint, endpoints, world.schedule.now());
    }
}
