package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryCore;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.it.sim.Dice.Roll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/** A consumer process from its start to its end, around one core: the counterpart of the consumer's Pipeline. */
final class ConsumerProcess {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long NEVER = Long.MAX_VALUE;

    final int machine;
    /** Of this process alone. */
    final long number;

    final Reader reader;
    private final World world;
    private final DeliveryPolicy policy;
    private final DeliveryCore core;
    private final Releases releases;
    private final Watch watch;
    private final ArrayDeque<DeliveryEvent> inbox = new ArrayDeque<>();
    private final Set<Flight> flights = new LinkedHashSet<>();
    private boolean alive = true;
    private boolean closing;
    private boolean closed;
    private boolean coreIsDue;
    private long steps;
    /** The core waits until then, unless an event comes. */
    private long wakeAt = NEVER;
    /** The next ring; it may be too early, then it is set anew. */
    private long timerAt = NEVER;

    private long frozenUntil;
    private long cutOffUntil;
    private boolean cutOffFromLog;
    private Instant nextTick;

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
        this.nextTick = coreTime().plus(TICK);
    }

    void start() {
        world.journal.note(() -> "starts: " + this);
        soon(reader::run);
        soon(this::tick);
    }

    boolean isAlive() {
        return alive;
    }

    /** Its own time. */
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

    /** As its threads do it, unless it is dead by then. */
    void later(long micros, Runnable action) {
        world.schedule.after(micros, () -> act(action));
    }

    /** After the while that threads take to notice. */
    void soon(Runnable action) {
        later(world.dice.between(1, 300, Roll.CORE, number, ++steps), action);
    }

    void tell(DeliveryEvent event) {
        if (alive) {
            inbox.add(event);
            coreSoon();
        }
    }

    /** What the wiring lets through. */
    void toCore(DeliveryEvent event) {
        watch.told(event);
        core.handle(event, coreTime());
        watch.checkHeld();
    }

    /** What the wiring lets through. */
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

    /** Ends in its orderly way. */
    void close() {
        if (!closing) {
            closing = true;
            reader.stop();
        }
    }

    /** Everything is given up. */
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

    private Instant coreTime() {
        return world.wiring.time(now());
    }

    private void coreSoon() {
        if (!coreIsDue) {
            coreIsDue = true;
            soon(this::stepCore);
        }
    }

    private void stepCore() {
        coreIsDue = false;
        DeliveryEvent event = inbox.poll();
        handle(event == null ? DeliveryEvent.TIME_PASSED : event);
        if (inbox.isEmpty()) {
            setTimer();
        } else {
            coreSoon();
        }
    }

    private void handle(DeliveryEvent event) {
        Instant now = coreTime();
        world.wiring.event(event, this);
        if (event instanceof DeliveryEvent.Polled || event instanceof DeliveryEvent.Malformed) {
            reader.taken();
        }
        if (!now.isBefore(nextTick)) {
            nextTick = now.plus(TICK);
            watch.checkProgress();
        }
    }

    /** Nothing wakes the core but the inbox and this. */
    private void setTimer() {
        if (closed && core.delivering() == 0) {
            return;
        }
        Instant wake = core.nextWake().filter(next -> next.isBefore(nextTick)).orElse(nextTick);
        long wait = Math.max(0, Duration.between(coreTime(), wake).toNanos() / 1000 + 1);
        wakeAt = world.schedule.now() + wait;
        if (wakeAt < timerAt) {
            startTimer();
        }
    }

    private void startTimer() {
        long due = wakeAt;
        timerAt = due;
        later(due - world.schedule.now(), () -> {
            if (due == timerAt) {
                timerAt = NEVER;
                ring();
            }
        });
    }

    private void ring() {
        if (wakeAt > world.schedule.now()) {
            startTimer();
        } else if (!coreIsDue) {
            stepCore();
        }
    }

    private void tick() {
        tell(DeliveryEvent.TIME_PASSED);
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
