package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.NamespaceContent.Backlog;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A namespace's content in JSON, as it is stored and shown. */
public final class ContentJson {

    private ContentJson() {}

    /** Writes the content. */
    public static ObjectNode write(NamespaceContent content) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var undelivered = node.putArray("undelivered");
        content.undelivered()
                .forEach(backlog -> undelivered
                        .addObject()
                        .put("queue", backlog.queue())
                        .put("group", backlog.group())
                        .put("count", backlog.count()));
        return node.put("delayed", content.delayed())
                .put("dead_letters", content.deadLetters())
                .put("approximate", !content.exact());
    }

    /** Reads what {@code write} wrote. */
    static NamespaceContent read(JsonNode node) {
        List<Backlog> undelivered = new ArrayList<>();
        node.path("undelivered")
                .forEach(backlog -> undelivered.add(new Backlog(
                        backlog.path("queue").asString(""),
                        backlog.path("group").asString(""),
                        backlog.path("count").asLong(0))));
        return new NamespaceContent(
                undelivered,
                node.path("delayed").asLong(0),
                node.path("dead_letters").asLong(0),
                !node.path("approximate").asBoolean(false));
    }
}
