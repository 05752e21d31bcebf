package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.controlplane.namespace.DelayedMessages;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.core.queue.DelayedCounts;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes for messages that a namespace's queues hold back until they are due. */
final class DelayedRoutes {
    private final DelayedMessages delayed;
    private final JsonMapper json;

    DelayedRoutes(DelayedMessages delayed, JsonMapper json) {
        this.delayed = delayed;
        this.json = json;
    }

    void get(Context request) {
        String name = Parameters.of(request).name();
        Map<String, DelayedCounts> pending = delayed.pending(name);
        ObjectNode body = counts(
                json.createObjectNode().put("name", name),
                pending.values().stream().reduce(DelayedCounts.NONE, DelayedCounts::plus));
        ArrayNode queues = body.putArray("queues");
        pending.forEach(
                (queue, counts) -> queues.add(counts(json.createObjectNode().put("queue", queue), counts)));
        answer(request, body);
    }

    void cancel(Context request) {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        var message = parameters.message();
        delayed.cancel(name, message, parameters.signature());
        request.status(202);
        answer(
                request,
                json.createObjectNode()
                        .put("name", name)
                        .put("message", message.toString())
                        .put("cancellation", "accepted"));
    }

    private static ObjectNode counts(ObjectNode node, DelayedCounts counts) {
        node.put("total", counts.total())
                .put("now", counts.due())
                .put("within_minute", counts.withinMinute())
                .put("within_hour", counts.withinHour())
                .put("within_day", counts.withinDay())
                .put("later", counts.later())
                .put("undated", counts.undated());
        boolean counted = counts.asOf().isAfter(Instant.EPOCH) && counts.asOf().isBefore(Instant.MAX);
        return counted ? node.put("as_of", counts.asOf().toString()) : node.putNull("as_of");
    }

    private void answer(Context request, ObjectNode body) {
        request.contentType("application/json").result(json.writeValueAsBytes(body));
    }
}
