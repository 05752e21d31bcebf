package io.walgateway.it.chaos;

import io.walgateway.it.chaos.load.TargetForm;
import io.walgateway.it.chaos.plan.PlannedFault;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.LocalComponent;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Applies a fault to the system, and undoes it. */
final class FaultInjector {
    private static final int STARTS_MAX = 3;
    private static final Duration SLOWNESS = Duration.ofMillis(60);

    private final ChaosSystem system;
    private final TargetChanges targets;

    FaultInjector(ChaosSystem system, TargetChanges targets) {
        this.system = system;
        this.targets = targets;
    }

    void begin(PlannedFault fault) {
        switch (fault.kind()) {
            case KILL -> process(fault).kill();
            case PAUSE -> process(fault).suspend();
            case RESTART -> process(fault).stop();
            case CUT -> connection(fault).cut();
            case FREEZE -> connection(fault).freeze();
            case SLOW -> connection(fault).delay(SLOWNESS);
            case ALL_BROKERS -> system.brokers().parallelStream().forEach(KafkaBroker::kill);
            case RETARGET -> targets.become(TargetForm.of(fault.victim()));
        }
    }

    /** Returns when the victim serves again. */
    void end(PlannedFault fault) {
        switch (fault.kind()) {
            case KILL, RESTART -> start(process(fault)::isRunning, process(fault)::start);
            case PAUSE -> process(fault).resume();
            case CUT -> connection(fault).forward();
            case FREEZE, SLOW -> connection(fault).thaw();
            case ALL_BROKERS -> start(this::areAllBrokersRunning, system::startBrokers);
            case RETARGET -> targets.become(TargetForm.ORIGINAL);
        }
    }

    /** On a very busy machine, a start may exceed its time limit. */
    private static void start(BooleanSupplier isRunning, Runnable start) {
        for (int tries = 1; !isRunning.getAsBoolean(); tries++) {
            try {
                start.run();
            } catch (ComponentStartException | CompletionException e) {
                if (tries == STARTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private boolean areAllBrokersRunning() {
        return system.brokers().stream().allMatch(KafkaBroker::isRunning);
    }

    private LocalComponent process(PlannedFault fault) {
        return system.process(fault.victim());
    }

    private FaultProxy connection(PlannedFault fault) {
        return system.connection(fault.victim());
    }
}
