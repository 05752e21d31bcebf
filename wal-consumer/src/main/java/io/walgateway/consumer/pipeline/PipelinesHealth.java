package io.walgateway.consumer.pipeline;

import io.walgateway.runtime.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of the pipelines in one line. A pipeline that has failed, holds messages too long or has lost its target
 * makes the process degraded, never down: the deliveries of other namespaces go on.
 */
public final class PipelinesHealth {
    private PipelinesHealth() {}

    /** Degraded while any pipeline has failed, has overdue messages, or waits for an endpoint that is away. */
    public static Health.Status of(Map<String, PipelineKeeper.State> states) {
        int running = 0;
        long held = 0;
        List<String> starting = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (Map.Entry<String, PipelineKeeper.State> entry : states.entrySet()) {
            switch (entry.getValue()) {
                case PipelineKeeper.State.Starting() -> starting.add(entry.getKey() + ": starting");
                case PipelineKeeper.State.Failed(String why) -> troubles.add(entry.getKey() + ": failed: " + why);
                case PipelineKeeper.State.Running(Pipeline pipeline) -> {
                    running++;
                    held += pipeline.status().held();
                    Standing standing = pipeline.standing();
                    int overdue = standing.stages().overdue();
                    if (overdue > 0) {
                        troubles.add(entry.getKey() + ": " + overdue + " messages stand still (/pipelines says where)");
                    }
                    if (!standing.endpointsAway().isEmpty()) {
                        troubles.add(entry.getKey() + ": away: " + String.join(", ", standing.endpointsAway()));
                    }
                }
            }
        }
        String summary = Stream.of(
                        List.of(running + " of " + states.size() + " running, " + held + " messages in hand"),
                        starting,
                        troubles)
                .flatMap(List::stream)
                .collect(Collectors.joining("; "));
        return troubles.isEmpty() ? new Health.Status.Up(summary) : new Health.Status.Degraded(summary);
    }
}
