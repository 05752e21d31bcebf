package io.walgateway.config.catalog;

import io.walgateway.config.ExactJson;
import io.walgateway.core.namespace.TargetEras;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control plane's answer to a watch.
 *
 * @param revision of the store as a whole; the next request asks for changes after it
 */
record WatchAnswer(long revision, List<Change> changes) {
    private static final Logger LOG = LoggerFactory.getLogger(WatchAnswer.class);
    private static final JsonMapper JSON = ExactJson.MAPPER;

    WatchAnswer {
        changes = List.copyOf(changes);
    }

    /**
     * Reads an answer; an invalid namespace in it is logged and left out.
     *
     * @throws IOException when it is not an answer to a watch
     */
    static WatchAnswer read(String json) throws IOException {
        JsonNode root = parse(json);
        JsonNode revision = root.path("revision");
        JsonNode namespaces = root.path("namespaces");
        if (!isRevision(revision) || !namespaces.isArray()) {
            throw new IOException("Expected revision and namespaces, but got " + shortened(json));
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode namespace : namespaces) {
            change(namespace)
                    .ifPresentOrElse(
                            changes::add,
                            () -> LOG.atError()
                                    .addKeyValue(
                                            "namespace", namespace.path("name").asString(""))
                                    .log(
                                            "Expected a namespace from the control plane, but it makes no sense: ignored"));
        }
        return new WatchAnswer(revision.longValue(), changes);
    }

    /** Why there is no answer: the text of an RFC 9457 problem after a colon; empty if the problem has none. */
    static String refusal(String json) {
        try {
            JsonNode problem = parse(json);
            String detail =
                    problem.path("detail").asString(problem.path("title").asString(""));
            return detail.isEmpty() ? "" : ": " + shortened(detail);
        } catch (IOException _) {
            return "";
        }
    }

    private static JsonNode parse(String json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("Expected JSON, but got " + shortened(json), e);
        }
    }

    private static Optional<Change> change(JsonNode namespace) {
        JsonNode name = namespace.path("name");
        JsonNode revision = namespace.path("revision");
        JsonNode document = namespace.path("document");
        if (!name.isString()) {
            return Optional.empty();
        }
        if (namespace.path("deleted").asBoolean(false)) {
            return Optional.of(new Change.Deleted(name.stringValue()));
        }
        return isRevision(revision) && document.isObject()
                ? Optional.of(new Change.Put(
                        name.stringValue(),
                        revision.longValue(),
                        namespace.path("shard").asString("default"),
                        document.toString(),
                        namespace.path("ending").asBoolean(false),
                        earlier(namespace.path("earlier")),
                        eras(namespace.path("target_eras"))))
                : Optional.empty();
    }

    private static TargetEras eras(JsonNode list) {
        return new TargetEras(list.valueStream()
                .map(era -> new TargetEras.Era(
                        era.path("since").asLong(0),
                        era.path("targets")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.toSet())))
                .toList());
    }

    private static List<Change.Earlier> earlier(JsonNode list) {
        List<Change.Earlier> found = new ArrayList<>();
        for (JsonNode one : list) {
            found.add(new Change.Earlier(
                    one.path("until").asLong(0),
                    one.path("drained").asBoolean(false),
                    one.path("document").toString()));
        }
        return found;
    }

    private static boolean isRevision(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
