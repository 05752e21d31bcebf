package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryCore;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.it.sim.Dice.Roll;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A consumer process from its start to its end, around one core: the counterpart of the consumer's Pipeline. */
final class ConsumerProcess {
    final int machine;
    /** Unique to this process. */
    final long number;

    final Reader reader;
    private final World world;
    private final DeliveryPolicy policy;
    private final DeliveryCore core;
    private final Releases releases;
    private final Watch watch;
    private final CoreLoop loop;
    private final Set<Flight> flights = new LinkedHashSet<>();
    private boolean alive = true;
    private boolean closing;
    private boolean closed;
    private long steps;
    private long frozenUntil;
    private long cutOffUntil;
    private boolean cutOffFromLog;

    ConsumerProcess(World world, int machine, long number, DeliveryPolicy policy) {
        this.world = world;
        this.machine = machine;
        this.number = number;
        this.policy = policy;
        this.core = new DeliveryCore(
                policy, world.dice.stream(Roll.JITTER, number, 0), command -> world.wiring.command(command, this));
        this.releases = new Releases(world, this);
        this.reader = new Reader(world, this, releases);
        this.watch = new Watch(world, this, policy);
        this.loop = new CoreLoop(world, this);
    }

    void start() {
        world.journal.note(() -> "starts: " + this);
        soon(reader::run);
        soon(() -> tell(DeliveryEvent.TIME_PASSED));
    }

    boolean isAlive() {
        return alive;
    }

    /** The time by the process's own clock. */
    Instant now() {
        return world.schedule.instant(world.clockAhead(machine));
    }

    Watch watch() {
        return watch;
    }

    DeliveryCore core() {
        return core;
    }

    DeliveryPolicy policy() {
        return policy;
    }

    boolean reachesGroup() {
        return world.schedule.now() >= cutOffUntil;
    }

    boolean reachesLog() {
        return reachesGroup() || !cutOffFromLog;
    }

    /** Runs the action after this time, as the process's threads would, unless the process is dead by then. */
    void later(long micros, Runnable action) {
        world.schedule.after(micros, () -> act(action));
    }

    /** Runs the action after the short time that threads take to notice. */
    void soon(Runnable action) {
        later(world.dice.between(1, 300, Roll.CORE, number, ++steps), action);
    }

    void tell(DeliveryEvent event) {
        if (alive) {
            loop.add(event);
        }
    }

    /** Passes on an event that the wiring let through. */
    void toCore(DeliveryEvent event) {
        watch.told(event);
        core.handle(event, world.wiring.time(now()));
        watch.checkHeld();
    }

    /** Carries out a command that the wiring let through. */
    void carryOut(DeliveryCommand command) {
        switch (command) {
            case DeliveryCommand.Deliver(Delivery delivery, int attempt) -> deliver(delivery, attempt);
            case DeliveryCommand.Acknowledge(Delivery delivery) -> {
                watch.settled(delivery);
                reader.acknowledge(delivery.lease());
            }
            case DeliveryCommand.RecordAttempts(Delivery delivery, int failures) -> {
                world.ledger.counted(entry(delivery), failures);
                reader.recordAttempts(delivery.lease(), failures, durable -> attemptsRecorded(delivery, durable));
            }
            case DeliveryCommand.DeadLetter letter -> giveUp(letter);
            case DeliveryCommand.Requeue requeue -> {
                world.ledger.counted(entry(requeue.delivery()), requeue.failures());
                watch.requeued(requeue.delivery());
                world.delays.requeue(requeue, entry(requeue.delivery()), this, (int) ++steps);
            }
            case DeliveryCommand.PauseReading _ -> reader.pause();
            case DeliveryCommand.ResumeReading _ -> reader.resume();
            case DeliveryCommand.Released(var slice) -> releases.released(slice);
        }
    }

    void crash() {
        alive = false;
        flights.forEach(world.ledger::cutShort);
        flights.clear();
    }

    /** Ends in an orderly way. */
    void close() {
        if (!closing) {
            closing = true;
            reader.stop();
        }
    }

    /** Called when everything is given up. */
    void closed() {
        closed = true;
        world.journal.note(() -> "ended: " + this);
        world.closed(this);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isClosing() {
        return closing;
    }

    void freeze(long micros) {
        frozenUntil = Math.max(frozenUntil, world.schedule.now() + micros);
        watch.disturbed(frozenUntil);
    }

    void cutOff(long micros, boolean fromLog) {
        cutOffUntil = Math.max(cutOffUntil, world.schedule.now() + micros);
        cutOffFromLog = fromLog;
        watch.disturbed(cutOffUntil);
    }

    @Override
    public String toString() {
        return "consumer " + machine + "." + number / World.MACHINES_MAX;
    }

    private void act(Runnable action) {
        if (!alive) {
            return;
        }
        if (world.schedule.now() < frozenUntil) {
            world.schedule.at(frozenUntil, () -> act(action));
        } else {
            action.run();
        }
    }

    private void deliver(Delivery delivery, int attempt) {
        watch.ordered(delivery);
        Tenure tenure = tenure(delivery);
        tenure.underWay++;
        Flight[] flight = new Flight[1];
        flight[0] = world.targets.deliver(tenure, entry(delivery), delivery, attempt, outcome -> {
            tenure.underWay--;
            flights.remove(flight[0]);
            watch.answered(delivery, outcome);
            tell(new DeliveryEvent.Completed(delivery, outcome));
        });
        flights.add(flight[0]);
    }

    private void attemptsRecorded(Delivery delivery, boolean durable) {
        if (durable) {
            tell(new DeliveryEvent.AttemptsRecorded(delivery));
        }
    }

    private void giveUp(DeliveryCommand.DeadLetter letter) {
        LogEntry entry = entry(letter.delivery());
        if (watch.givenUp(letter.delivery())) {
            world.ledger.givenUp(entry, letter.reason(), policy.retry().maxAttempts(), now());
        }
        world.deadLetters.store(letter, entry, this, (int) ++steps);
    }

    private LogEntry entry(Delivery delivery) {
        return world.log.at(delivery.lease().slice().part(), delivery.lease().position());
    }

    private Tenure tenure(Delivery delivery) {
        return world.group.tenure(delivery.lease().slice());
    }
}
