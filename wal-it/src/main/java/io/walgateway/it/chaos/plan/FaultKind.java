package io.walgateway.it.chaos.plan;

import io.walgateway.it.chaos.load.TargetForm;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** What may happen to a part of the system, or to a connection between two. */
public enum FaultKind {
    /** SIGKILL, and a start a while later. */
    KILL(200, 4_000, 0),
    /** SIGSTOP, and SIGCONT a while later; now and then past the session of a consumer. */
    PAUSE(500, 6_000, 14_000),
    /** An orderly end and a start. */
    RESTART(0, 500, 0),
    /** Connections are reset and refused. */
    CUT(300, 6_000, 0),
    /** Connections stay open and nothing comes through; now and then past what an append waits for. */
    FREEZE(500, 5_000, 12_000),
    /** All that comes through is late. */
    SLOW(1_000, 8_000, 0),
    /** SIGKILL to all brokers at once: nothing replicates any more, so what they have must be on disk. */
    ALL_BROKERS(200, 2_000, 0),
    /** A document that names another target in place of the one that was there, and the first document a while later. */
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

    /** How it is called on the command line and in logs. */
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

    /** What a fault of some kind may hit. */
    public enum Victims {
        PROCESSES,
        CONNECTIONS,
        ALL_BROKERS,
        /** Each is a {@link TargetForm} that the target gets. */
        TARGETS
    }

    /** How long it lasts this time. */
    Duration draw(Random random) {
        boolean isLong = longMillis > 0 && random.nextInt(ONE_IN) == 0;
        return Duration.ofMillis(isLong ? longMillis : random.nextInt(millisMin, millisMax + 1));
    }
}
