package io.walgateway.it.chaos.plan;

import io.walgateway.it.chaos.load.TargetForm;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** The kinds of faults in a part of the system, or in a connection between two parts. */
public enum FaultKind {
    /** SIGKILL, and a start a while later. */
    KILL(200, 4_000, 0),
    /** SIGSTOP, and SIGCONT a while later; sometimes for longer than the session of a consumer. */
    PAUSE(500, 6_000, 14_000),
    /** An orderly end and a start. */
    RESTART(0, 500, 0),
    /** Connections are reset and refused. */
    CUT(300, 6_000, 0),
    /** Connections stay open and nothing gets through; sometimes for longer than an append waits. */
    FREEZE(500, 5_000, 12_000),
    /** Everything that gets through is late. */
    SLOW(1_000, 8_000, 0),
    /** SIGKILL to all brokers at once: no replica is left running, so acknowledged records must be on disk. */
    ALL_BROKERS(200, 2_000, 0),
    /** A document that replaces the target by another one, and the first document again a while later. */
    RETARGET(500, 8_000, 0);

    private static final int ONE_IN = 5;

    private final int millisMin;
    private final int millisMax;
    private final int longMillis;

    FaultKind(int millisMin, int millisMax, int longMillis) {
        this.millisMin = millisMin;
        this.millisMax = millisMax;
        this.longMillis = longMillis;
    }

    /** The name on the command line and in logs. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Victims victims() {
        return switch (this) {
            case KILL, PAUSE, RESTART -> Victims.PROCESSES;
            case CUT, FREEZE, SLOW -> Victims.CONNECTIONS;
            case ALL_BROKERS -> Victims.ALL_BROKERS;
            case RETARGET -> Victims.TARGETS;
        };
    }

    /** The possible victims of a kind of fault. */
    public enum Victims {
        PROCESSES,
        CONNECTIONS,
        ALL_BROKERS,
        /** Each is a {@link TargetForm} that the target gets. */
        TARGETS
    }

    /** Draws the duration of one fault. */
    Duration draw(Random random) {
        boolean isLong = longMillis > 0 && random.nextInt(ONE_IN) == 0;
        return Duration.ofMillis(isLong ? longMillis : random.nextInt(millisMin, millisMax + 1));
    }
}
