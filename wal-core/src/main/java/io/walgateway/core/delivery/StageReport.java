package io.walgateway.core.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What a pipeline holds, by stage, and what has been there for too long.
 *
 * @param stages  those in which something is held
 * @param overdue how many messages are past the longest time of their stage
 * @param alarms  some of those that became overdue since the last report; each appears once for each stage
 * @param stuck   overdue for so long that the pipeline is to start anew: the one that became overdue first
 */
public record StageReport(List<Held> stages, int overdue, List<HeldMessage> alarms, Optional<HeldMessage> stuck) {
    /** Nothing is held. */
    public static final StageReport EMPTY = new StageReport(List.of(), 0, List.of(), Optional.empty());

    public StageReport {
        stages = List.copyOf(stages);
        alarms = List.copyOf(alarms);
    }

    /**
     * What is held in one stage.
     *
     * @param oldest who has been in this stage for the longest time
     */
    public record Held(Stage stage, int count, HeldMessage oldest) {}
}
