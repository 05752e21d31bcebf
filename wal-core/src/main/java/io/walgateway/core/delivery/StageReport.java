package io.walgateway.core.delivery;

import java.util.List;
import java.util.Optional;

/**
 * The messages a pipeline holds, by stage, and those that have been in their stage for too long.
 *
 * @param stages  the stages that hold a message
 * @param overdue how many messages have exceeded the limit of their stage
 * @param alarms  some of the messages that became overdue since the last report; each appears once for each stage
 * @param stuck   the first message that became overdue, if it has been so for so long that the pipeline has to restart
 */
public record StageReport(List<Held> stages, int overdue, List<HeldMessage> alarms, Optional<HeldMessage> stuck) {
    /** Nothing is held. */
    public static final StageReport EMPTY = new StageReport(List.of(), 0, List.of(), Optional.empty());

    public StageReport {
        stages = List.copyOf(stages);
        alarms = List.copyOf(alarms);
    }

    /**
     * The messages held in one stage.
     *
     * @param oldest the message that has been in this stage the longest
     */
    public record Held(Stage stage, int count, HeldMessage oldest) {}
}
