package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.access.RoleChange;
import io.walgateway.controlplane.access.StoredBinding;
import io.walgateway.controlplane.store.Page;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles as JSON. */
public final class RoleRepresentations {
    private final JsonMapper json;

    public RoleRepresentations(JsonMapper json) {
        this.json = json;
    }

    /** Those of the settings have no id. */
    public ObjectNode list(List<RoleBinding> ofSettings, List<StoredBinding> stored) {
        ObjectNode node = json.createObjectNode();
        ArrayNode roles = node.putArray("roles");
        ofSettings.forEach(binding -> roles.add(described(json.createObjectNode(), binding)));
        stored.forEach(binding -> roles.add(stored(binding)));
        return node;
    }

    public ObjectNode stored(StoredBinding stored) {
        return signed(described(json.createObjectNode().put("id", stored.id()), stored.binding()), stored);
    }

    public ObjectNode changes(Page<RoleChange> page) {
        ObjectNode node = json.createObjectNode();
        ArrayNode changes = node.putArray("changes");
        page.items().forEach(change -> {
            ObjectNode entry = json.createObjectNode()
                    .put("id", change.id())
                    .put("what", change.removed() ? "removed" : "bound")
                    .put("binding", change.stored().id());
            changes.add(signed(described(entry, change.stored().binding()), change.stored()));
        });
        page.next().ifPresent(next -> node.put("next", next));
        return node;
    }

    private static ObjectNode described(ObjectNode node, RoleBinding binding) {
        node.put("principal", binding.principals().text())
                .put("role", binding.role().toString());
        return switch (binding.scope()) {
            case Scope.All() -> node;
            case Scope.Shard(String shard) -> node.put("shard", shard);
            case Scope.Prefix(String prefix) -> node.put("prefix", prefix);
        };
    }

    private static ObjectNode signed(ObjectNode node, StoredBinding stored) {
        return node.put("author", stored.by().author())
                .put("why", stored.by().reason())
                .put("at", stored.at().toString());
    }
}
