package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.set.SetPage;
import io.walgateway.controlplane.set.SetPosition;
import io.walgateway.controlplane.set.SetView;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.log.set.SetFacts;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mutation sets as JSON. */
public final class SetRepresentations {
    private final JsonMapper json;

    public SetRepresentations(JsonMapper json) {
        this.json = json;
    }

    public ObjectNode list(SetPage page) {
        ObjectNode node = json.createObjectNode();
        ArrayNode items = node.putArray("sets");
        page.sets().forEach(set -> items.add(set(set)));
        page.next().map(SetPosition::toString).ifPresent(next -> node.put("next", next));
        return node;
    }

    public ObjectNode set(SetView view) {
        SetFacts facts = view.facts();
        MutationSet set = facts.set();
        ObjectNode node = json.createObjectNode().put("id", view.id());
        if (!view.region().isEmpty()) {
            node.put("region", view.region());
        }
        node.put("state", state(facts)).put("parts", facts.parts());
        if (facts.total() > 0) {
            node.put("parts_total", facts.total());
        }
        set.opened().ifPresent(opened -> node.put("opened", opened.toString()));
        if (set.state() instanceof SetState.Open) {
            node.put("expires", set.openUntil().toString());
            ArrayNode missing = node.putArray("missing");
            facts.missing().stream().limit(SetRules.NAMED_MAX).forEach(missing::add);
        }
        ObjectNode progress = node.putObject("progress");
        new TreeMap<>(facts.progress()).forEach(progress::put);
        return node.put("kept_until", set.keptUntil().toString());
    }

    private static String state(SetFacts facts) {
        return switch (facts.set().state()) {
            case SetState.Open _ -> "open";
            case SetState.Sealed _ -> "sealed";
            case SetState.Queued _ -> facts.isBeingApplied() ? "applying" : "queued";
            case SetState.DeadLettered _ -> "dead_lettered";
            case SetState.Applied _ -> "applied";
            case SetState.Expired() -> "expired";
        };
    }
}
