package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.namespace.Document;
import io.walgateway.controlplane.namespace.HistoryEntry;
import io.walgateway.controlplane.namespace.Put;
import io.walgateway.controlplane.namespace.Stored;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.JsonChange;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.Changes;
import io.walgateway.controlplane.store.ContentJson;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.Page;
import io.walgateway.controlplane.store.QueueUse.Clash;
import io.walgateway.core.namespace.TargetEras;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON representations. */
public final class Representations {

    private final JsonMapper json;

    public Representations(JsonMapper json) {
        this.json = json;
    }

    public ObjectNode stored(Stored stored) {
        Revision revision = stored.revision();
        ObjectNode node = named(revision);
        if (revision.deleted()) {
            return dropped(signed(node.put("deleted", true), revision), revision);
        }
        ending(node, stored);
        revision.document().ifPresent(document -> node.set("document", document));
        return clashes(gaps(signed(node, revision), stored.gaps()), stored.clashes());
    }

    private static ObjectNode ending(ObjectNode node, Stored stored) {
        stored.ending().ifPresent(ending -> {
            ObjectNode shown = node.put("state", "ending")
                    .putObject("ending")
                    .put("pending", ending.pending().text())
                    .put("author", ending.by().author())
                    .put("reason", ending.by().reason())
                    .put("time", ending.startedAt().toString());
            ending.content().ifPresent(content -> shown.set("holds", ContentJson.write(content)));
        });
        return node;
    }

    private static ObjectNode dropped(ObjectNode node, Revision revision) {
        revision.dropped().ifPresent(content -> node.set("dropped", ContentJson.write(content)));
        return node;
    }

    private static ObjectNode clashes(ObjectNode node, List<Clash> clashes) {
        if (!clashes.isEmpty()) {
            ArrayNode shown = node.putArray("clashes");
            clashes.forEach(clash -> shown.addObject()
                    .put("queue", clash.queue().toString())
                    .put("used_as", clash.kind().text())
                    .put("other_namespace", clash.other())
                    .put("other_uses_as", clash.otherKind().text()));
        }
        return node;
    }

    /** Includes the warnings, if there are any. */
    public ObjectNode put(Put put) {
        ObjectNode node = stored(put.stored());
        if (!put.warnings().isEmpty()) {
            ArrayNode sentences = node.putArray("warnings");
            put.warnings().forEach(sentences::add);
        }
        return node;
    }

    public ObjectNode list(Page<Stored> page) {
        ObjectNode node = json.createObjectNode();
        ArrayNode items = node.putArray("namespaces");
        page.items()
                .forEach(stored -> items.add(gaps(
                        signed(
                                ending(
                                        named(stored.revision())
                                                .put("shard", stored.revision().shard()),
                                        stored),
                                stored.revision()),
                        stored.gaps())));
        page.next().ifPresent(next -> node.put("next", next));
        return node;
    }

    public ObjectNode history(String name, Page<HistoryEntry> page) {
        ObjectNode node = json.createObjectNode().put("name", name);
        ArrayNode items = node.putArray("revisions");
        page.items().forEach(entry -> items.add(entry(entry)));
        page.next().ifPresent(next -> node.put("next", Long.parseLong(next)));
        return node;
    }

    public ObjectNode validated(Document document) {
        ObjectNode node = json.createObjectNode();
        node.set("document", document.canonical());
        return gaps(node, document.gaps());
    }

    /**
     * To a watcher of this shard, a namespace that has moved to another shard is gone.
     *
     * @param region of the watcher, to which queues are drained when they are in this region; empty: when they are in all
     */
    public ObjectNode changes(Changes changes, Optional<String> shard, Optional<String> region) {
        ObjectNode node = json.createObjectNode().put("revision", changes.number());
        ArrayNode items = node.putArray("namespaces");
        for (Revision revision : changes.namespaces()) {
            Optional<Pending> ending = changes.ending(revision.namespace());
            boolean gone = revision.deleted()
                    || ending.equals(Optional.of(Pending.DISCARD))
                    || shard.filter(wanted -> !wanted.equals(revision.shard())).isPresent();
            if (!gone) {
                ObjectNode item = named(revision).put("shard", revision.shard());
                revision.document().ifPresent(document -> item.set("document", document));
                if (ending.isPresent()) {
                    item.put("ending", true);
                }
                earlier(item, changes.earlier(revision.namespace()), region);
                eras(item, changes.targetEras(revision.namespace()));
                items.add(item);
            } else if (!changes.whole()) {
                items.add(named(revision).put("deleted", true));
            }
        }
        return node;
    }

    private static void eras(ObjectNode item, TargetEras targetEras) {
        if (targetEras.eras().isEmpty()) {
            return;
        }
        ArrayNode eras = item.putArray("target_eras");
        targetEras.eras().forEach(era -> {
            ArrayNode names = eras.addObject().put("since", era.since()).putArray("targets");
            era.targets().stream().sorted().forEach(names::add);
        });
    }

    private static void earlier(ObjectNode item, List<EarlierGeneration> generations, Optional<String> region) {
        if (generations.isEmpty()) {
            return;
        }
        ArrayNode earlier = item.putArray("earlier");
        generations.forEach(generation -> earlier.addObject()
                .put("until", generation.until())
                .put("drained", region.map(generation::drainedIn).orElseGet(generation::drained))
                .set("document", generation.document()));
    }

    public ObjectNode problem(Problem problem, String instance) {
        ObjectNode node = json.createObjectNode()
                .put("type", Problem.TYPES + problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("instance", instance);
        if (!problem.flaws().isEmpty()) {
            ArrayNode flaws = node.putArray("problems");
            problem.flaws().forEach(flaw -> flaws.add(flaw(flaw)));
        }
        return node;
    }

    public byte[] bytes(ObjectNode node) {
        return json.writeValueAsBytes(node);
    }

    private ObjectNode entry(HistoryEntry entry) {
        ObjectNode node =
                json.createObjectNode().put("revision", entry.revision().number());
        if (entry.revision().deleted()) {
            node.put("deleted", true);
        }
        dropped(signed(node, entry.revision()), entry.revision());
        ArrayNode changes = node.putArray("changes");
        entry.changes().forEach(change -> changes.add(change(change)));
        return node;
    }

    private ObjectNode change(JsonChange change) {
        ObjectNode node = json.createObjectNode().put("pointer", change.pointer());
        change.before().ifPresent(before -> node.set("before", before));
        change.after().ifPresent(after -> node.set("after", after));
        return node;
    }

    private ObjectNode flaw(Flaw flaw) {
        ObjectNode node = json.createObjectNode()
                .put("pointer", flaw.pointer())
                .put("value", flaw.value())
                .put("expected", flaw.expected());
        flaw.nearestKnownKey().ifPresent(key -> node.put("nearest_known_key", key));
        return node;
    }

    private ObjectNode named(Revision revision) {
        return json.createObjectNode().put("name", revision.namespace()).put("revision", revision.number());
    }

    private static ObjectNode signed(ObjectNode node, Revision revision) {
        return node.put("author", revision.by().author())
                .put("why", revision.by().reason())
                .put("time", revision.at().toString());
    }

    private static ObjectNode gaps(ObjectNode node, List<String> gaps) {
        ArrayNode sentences = node.put("served", gaps.isEmpty()).putArray("not_served");
        gaps.forEach(sentences::add);
        return node;
    }
}
