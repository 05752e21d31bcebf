package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.HeldMessage;
import io.walgateway.core.delivery.StageReport;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells operators what each pipeline holds, and what it waits for. */
public final class PipelinesJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PipelinesJson() {}

    /** The answer of the management endpoint {@code /pipelines}. */
    public static String of(Collection<PipelineKeeper> keepers) {
        ObjectNode all = MAPPER.createObjectNode();
        ArrayNode pipelines = all.putArray("pipelines");
        keepers.forEach(keeper -> describe(keeper, pipelines.addObject()));
        return MAPPER.writeValueAsString(all);
    }

    private static void describe(PipelineKeeper keeper, ObjectNode node) {
        node.put("pipeline", keeper.name());
        keeper.spec().ifPresent(spec -> {
            node.put("namespace", spec.namespace());
            node.put("target", spec.targetName());
            node.put("queue", String.join(",", spec.queue().names()));
            node.put("queue_type", spec.queue().type());
            node.put("queue_cluster", spec.queue().cluster());
        });
        node.put("restarts", keeper.restarts());
        switch (keeper.state()) {
            case PipelineKeeper.State.Starting() -> node.put("state", "starting");
            case PipelineKeeper.State.Failed(String why) ->
                node.put("state", "failed").put("why", why);
            case PipelineKeeper.State.Running(Pipeline pipeline) -> {
                node.put("state", "running");
                describe(pipeline.status(), pipeline.standing(), node);
            }
        }
    }

    private static void describe(Pipeline.Status status, Standing standing, ObjectNode node) {
        node.put("held", status.held());
        node.put("delivering", status.delivering());
        node.put("overdue", standing.stages().overdue());
        node.put("lag", standing.lag());
        node.put(
                "reading", standing.pausedBecause().map(why -> "paused: " + why).orElse("on"));
        standing.queueAway().ifPresent(why -> node.put("queue_away", why));
        ArrayNode away = node.putArray("endpoints_away");
        standing.endpointsAway().forEach(away::add);
        ArrayNode givingUp = node.putArray("giving_up");
        standing.givingUp().forEach(slice -> givingUp.add(slice.queue() + "/" + slice.part()));
        describe(standing.poll(), node.putObject("polling")).put("polls_ahead_of_core", standing.ahead());
        describe(standing.core(), node.putObject("core"));
        ArrayNode stages = node.putArray("stages");
        standing.stages().stages().forEach(held -> describe(held, stages.addObject()));
    }

    private static ObjectNode describe(PipelineThreads.Activity activity, ObjectNode node) {
        return node.put("doing", activity.doing()).put("since", activity.since().toString());
    }

    private static void describe(StageReport.Held held, ObjectNode node) {
        HeldMessage oldest = held.oldest();
        node.put("stage", held.stage().text());
        node.put("held", held.count());
        node.putObject("oldest")
                .put("message_id", oldest.messageId().toString())
                .put("origin", oldest.origin())
                .put("attempts", oldest.attempts())
                .put("endpoint", oldest.endpoint())
                .put("since", oldest.since().toString())
                .put("held_since", oldest.heldSince().toString())
                .put("waits_for", oldest.waitsFor());
    }
}
