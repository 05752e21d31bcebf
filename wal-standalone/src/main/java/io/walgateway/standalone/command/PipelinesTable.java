package io.walgateway.standalone.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages that a namespace's pipelines hold, and what they wait for. */
record PipelinesTable(List<JsonNode> pipelines) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ROW = "%-20s %-26s %-9s %8s %8s %8s  %s";

    PipelinesTable {
        pipelines = List.copyOf(pipelines);
    }

    static PipelinesTable parse(String json) {
        return new PipelinesTable(
                MAPPER.readTree(json).path("pipelines").valueStream().toList());
    }

    PipelinesTable of(String namespace) {
        return new PipelinesTable(pipelines.stream()
                .filter(pipeline -> text(pipeline, "namespace").equals(namespace))
                .toList());
    }

    boolean isEmpty() {
        return pipelines.isEmpty();
    }

    boolean allRunWell() {
        return pipelines.stream()
                .allMatch(pipeline -> text(pipeline, "state").equals("running")
                        && pipeline.path("overdue").asInt(0) == 0);
    }

    /** The table as JSON for programs. */
    String json() {
        var root = MAPPER.createObjectNode();
        root.putArray("pipelines").addAll(pipelines);
        return root.toPrettyString();
    }

    String render() {
        return Stream.concat(
                        Stream.of(ROW.formatted("TARGET", "QUEUE", "STATE", "HELD", "OVERDUE", "LAG", "READING")),
                        pipelines.stream().flatMap(PipelinesTable::lines))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(JsonNode pipeline) {
        Stream<String> row = Stream.of(ROW.formatted(
                        text(pipeline, "target"),
                        text(pipeline, "queue_type") + ":" + text(pipeline, "queue"),
                        text(pipeline, "state"),
                        text(pipeline, "held"),
                        text(pipeline, "overdue"),
                        pipeline.path("lag").asLong(0) < 0 ? "unknown" : text(pipeline, "lag"),
                        text(pipeline, "reading") + text(pipeline, "why"))
                .stripTrailing());
        Stream<String> away = Stream.concat(
                        pipeline.optional("queue_away").stream(),
                        pipeline.path("endpoints_away").valueStream())
                .map(server -> "  away: " + server.asString());
        Stream<String> stages = pipeline.path("stages").valueStream().map(PipelinesTable::stage);
        return Stream.of(row, away, stages).flatMap(lines -> lines);
    }

    private static String stage(JsonNode stage) {
        JsonNode oldest = stage.path("oldest");
        return "  %s %s, the oldest since %s: message %s from %s, %s failed, waits for %s"
                .formatted(
                        text(stage, "held"),
                        text(stage, "stage"),
                        text(oldest, "since"),
                        text(oldest, "message_id"),
                        text(oldest, "origin"),
                        attempts(oldest.path("attempts").asInt(0)),
                        text(oldest, "waits_for"));
    }

    private static String attempts(int count) {
        return count == 1 ? "1 attempt" : count + " attempts";
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
