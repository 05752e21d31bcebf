package io.walgateway.controlplane.set;

import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetState;
import java.util.List;

/** The sets that a list shows. */
public enum SetKind {
    /** Each that is not applied and has not expired. */
    ANY,
    /** Sets whose marker has not come, or was refused. */
    OPEN,
    /** Sets that are sealed, and neither applied nor given up. */
    STUCK,
    /** Sets that a target gave up. */
    DEAD_LETTERED;

    /** The lists in durable storage that have them: those that wait for longest first. */
    List<Unfinished> lists() {
        return switch (this) {
            case OPEN -> List.of(Unfinished.OPEN);
            case ANY, STUCK, DEAD_LETTERED -> List.of(Unfinished.WAITING, Unfinished.OPEN);
        };
    }

    boolean accepts(SetState state) {
        return switch (state) {
            case SetState.Open _ -> this == ANY || this == OPEN;
            case SetState.Sealed _, SetState.Queued _ -> this == ANY || this == STUCK;
            case SetState.DeadLettered _ -> this == ANY || this == DEAD_LETTERED;
            case SetState.Applied _, SetState.Expired _ -> false;
        };
    }
}
