package io.walgateway.consumer;

import io.walgateway.runtime.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the pipelines are, in one line. One that cannot run is told of, but does not bring the process down: another
 * namespace's deliveries must not end because of it.
 */
final class PipelinesHealth {
    private PipelinesHealth() {}

    static Health.Status of(Map<String, PipelineKeeper.State> states) {
        int running = 0;
        long held = 0;
        List<String> troubles = new ArrayList<>();
        for (Map.Entry<String, PipelineKeeper.State> entry : states.entrySet()) {
            switch (entry.getValue()) {
                case PipelineKeeper.State.Starting() -> troubles.add(entry.getKey() + ": starting");
                case PipelineKeeper.State.Failed(String why) -> troubles.add(entry.getKey() + ": failed: " + why);
                case PipelineKeeper.State.Running(Pipeline pipeline) -> {
                    running++;
                    held += pipeline.status().held();
                    int overdue = pipeline.standing().stages().overdue();
                    if (overdue > 0) {
                        troubles.add(entry.getKey() + ": " + overdue + " messages stand still (/pipelines says where)");
                    }
                    if (pipeline.status().endpointsAway() > 0) {
                        troubles.add(entry.getKey() + ": waiting for its target, which is away");
                    }
                }
            }
        }
        String summary = running + " of " + states.size() + " running, " + held + " messages in hand";
        return new Health.Status.Up(troubles.isEmpty() ? summary : summary + "; " + String.join("; ", troubles));
    }
}
