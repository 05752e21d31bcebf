package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.MINUTE;
import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.it.sim.Tally.Count;
import java.util.ArrayList;
import java.util.List;

/** One run: the durable state, the processes around it, and what happens to them. All in one thread. */
final class World {
    static final int MACHINES_MAX = 16;
    static final int PRODUCER_MACHINE = MACHINES_MAX - 1;
    /** From the end of the last fault, or of the writes, until everything must be settled. */
    private static final long PATIENCE = 30 * MINUTE;

    private static final long STEPS_MAX = 3_000_000;

    final Plan plan;
    final Wiring wiring;
    final Dice dice;
    final Schedule schedule = new Schedule();
    final Tally tally = new Tally();
    final Judge judge = new Judge(schedule);
    final Journal journal;
    final Weather weather;
    final SimLog log;
    final Group group;
    final Ledger ledger;
    final Targets targets;
    final DeadLetterLog deadLetters;
    final DelayLog delays;
    final Callers callers;

    private final List<ConsumerProcess> alive = new ArrayList<>();
    private final long[] clocks = new long[MACHINES_MAX];
    private final int[] starts = new int[MACHINES_MAX];
    private int revision;
    private int starting;

    World(Plan plan, Wiring wiring, boolean journaled) {
        this.plan = plan;
        this.wiring = wiring;
        dice = new Dice(plan.seed());
        journal = new Journal(schedule, journaled);
        weather = new Weather(plan.faults(), schedule);
        log = new SimLog(this);
        group = new Group(this);
        ledger = new Ledger(this);
        targets = new Targets(this);
        deadLetters = new DeadLetterLog(this);
        delays = new DelayLog(this);
        callers = new Callers(this);
    }

    /** Runs until everything is settled, or a promise is broken. */
    void run() {
        callers.start();
        for (int machine = 0; machine < plan.shape().consumers(); machine++) {
            startConsumer(machine, 0);
        }
        plan.faults().forEach(fault -> schedule.at(fault.atMicros(), () -> befall(fault)));
        long end = plan.calmFromMicros() + PATIENCE;
        long calm = plan.calmFromMicros();
        try {
            while (judge.isContent() && !isDone(calm) && schedule.now() < end && schedule.taken() < STEPS_MAX) {
                schedule.step();
            }
        } catch (RuntimeException e) {
            judge.require(false, Promise.DRAINS, () -> "the run ended with " + e + " at " + e.getStackTrace()[0]);
        }
        if (judge.isContent()) {
            callers.judge();
            judge.require(isDone(calm), Promise.DRAINS, () -> "not settled: " + group.whatHangs());
        }
        tally.count(Count.SEEDS);
        tally.add(Count.STEPS, schedule.taken());
    }

    /** How far this machine's clock is ahead. */
    long clockAhead(int machine) {
        return clocks[machine];
    }

    /** The process has given up everything in order; the next one replaces it. */
    void closed(ConsumerProcess process) {
        startConsumer(process.machine, SECOND / 10);
    }

    /** The group takes the process for dead when it has heard nothing from it for the session's length. */
    void expireLater(ConsumerProcess process) {
        schedule.after(plan.shape().sessionTimeoutMicros(), () -> group.leave(process));
    }

    private boolean isDone(long calm) {
        return schedule.now() > calm && starting == 0 && callers.areDone() && delays.isDone() && group.isDone();
    }

    private void startConsumer(int machine, long afterMicros) {
        starting++;
        schedule.after(afterMicros, () -> {
            starting--;
            long number = (long) starts[machine]++ * MACHINES_MAX + machine;
            ConsumerProcess process =
                    new ConsumerProcess(this, machine, number, plan.shape().policy(revision));
            alive.add(process);
            process.start();
        });
    }

    private void befall(Fault fault) {
        journal.note(fault::toString);
        int machine = fault.subject() % plan.shape().consumers();
        switch (fault.kind()) {
            case CONSUMER_CRASH -> crash(machine, fault);
            case CONSUMER_RESTART -> on(machine).forEach(this::restart);
            case FREEZE ->
                on(machine).forEach(process -> {
                    process.freeze(fault.forMicros());
                    expireIf(process, fault.forMicros());
                });
            case CUT_OFF ->
                on(machine).forEach(process -> {
                    process.cutOff(fault.forMicros(), fault.amount() < 0.5);
                    expireIf(process, fault.forMicros());
                });
            case REBALANCE -> group.rebalance();
            case CLOCK_JUMP -> jump(fault);
            case NEW_CONFIGURATION -> {
                revision++;
                List.copyOf(alive).forEach(this::restart);
            }
            case PRODUCER_CRASH -> callers.crash(fault.subject(), fault.forMicros());
            case OUTAGE -> schedule.at(fault.endMicros(), () -> expectResumption(fault));
            case COMMITS_FAIL, THROTTLING, SLOWNESS, UNSURE, DEAD_LETTERS_AWAY -> {}
            case APPENDS_REFUSED, APPENDS_UNANSWERED, APPENDS_LATE -> {}
        }
    }

    private List<ConsumerProcess> on(int machine) {
        return alive.stream().filter(process -> process.machine == machine).toList();
    }

    private void crash(int machine, Fault fault) {
        List<ConsumerProcess> hit = on(machine);
        if (hit.isEmpty()) {
            return;
        }
        tally.count(Count.CRASHES);
        boolean comesBackByItself = hit.stream().allMatch(ConsumerProcess::isClosed);
        hit.forEach(process -> {
            journal.note(() -> "crash: " + process);
            process.crash();
            alive.remove(process);
            expireLater(process);
        });
        if (!comesBackByItself) {
            startConsumer(machine, fault.forMicros());
        }
    }

    private void restart(ConsumerProcess process) {
        if (!process.isClosing()) {
            tally.count(Count.ORDERLY_RESTARTS);
            journal.note(() -> "is to end: " + process);
            process.close();
        }
    }

    private void expireIf(ConsumerProcess process, long silentMicros) {
        if (silentMicros > plan.shape().sessionTimeoutMicros()) {
            expireLater(process);
        }
    }

    private void jump(Fault fault) {
        int machine = fault.subject() % 4 == 0
                ? PRODUCER_MACHINE
                : fault.subject() % plan.shape().consumers();
        long by = (long) ((fault.amount() - 0.5) * MINUTE);
        tally.count(Count.CLOCK_JUMPS);
        journal.note(() -> "the clock of machine " + machine + " jumps by " + Schedule.seconds(by));
        clocks[machine] += by;
        on(machine).forEach(process -> process.watch().disturbed(schedule.now() + MINUTE));
    }

    private void expectResumption(Fault outage) {
        String endpoint = Integer.toString(outage.subject() % plan.shape().endpoints());
        alive.forEach(process -> process.watch().expectResumption(endpoint, outage));
    }
}
