package io.walgateway.controlplane.rest;

import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.letter.LetterChange.Payload;
import io.walgateway.controlplane.letter.LetterChange.Target;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is to be changed in a letter: null is the original again, what is absent stays. */
final class EditBody {

    private static final List<String> PAYLOADS = List.of("payload", "payload_text", "payload_json");
    private static final Set<String> KNOWN = Set.of("payload", "payload_text", "payload_json", "target");

    private EditBody() {}

    static LetterChange read(byte[] body, JsonMapper json) {
        JsonNode root = JsonBody.object("", JsonBody.tree(body, json), KNOWN);
        if (root.isEmpty()) {
            throw JsonBody.refused("", "{}", "a payload or a target");
        }
        List<String> payloads = PAYLOADS.stream().filter(root::has).toList();
        if (payloads.size() > 1) {
            throw JsonBody.refused("/" + payloads.getLast(), "present", "one of " + String.join(", ", PAYLOADS));
        }
        Payload payload = payloads.isEmpty()
                ? new Payload.Kept()
                : payload(payloads.getFirst(), root.path(payloads.getFirst()), json);
        return new LetterChange(payload, root.has("target") ? target(root.path("target")) : new Target.Kept());
    }

    private static Payload payload(String key, JsonNode value, JsonMapper json) {
        if (key.equals("payload_json")) {
            return new Payload.Replaced(Bytes.wrap(json.writeValueAsBytes(value)));
        }
        if (value.isNull()) {
            return new Payload.Original();
        }
        if (!value.isString()) {
            throw JsonBody.refused("/" + key, value.toString(), "text, or null for the original");
        }
        if (key.equals("payload_text")) {
            return new Payload.Replaced(Bytes.utf8(value.asString()));
        }
        try {
            return new Payload.Replaced(Bytes.wrap(Base64.getDecoder().decode(value.asString())));
        } catch (IllegalArgumentException e) {
            throw JsonBody.refused("/payload", value.asString(), "base64; payload_text takes text");
        }
    }

    private static Target target(JsonNode value) {
        if (value.isNull()) {
            return new Target.Original();
        }
        if (value.isString()) {
            return new Target.Named(value.asString());
        }
        JsonNode address = JsonBody.object("/target", value, Set.of("type", "properties"));
        String type = address.path("type").asString("");
        if (type.isEmpty()) {
            throw JsonBody.refused("/target/type", address.path("type").toString(), "the type of a target");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (address.has("properties")) {
            JsonNode given = address.path("properties");
            JsonBody.object("/target/properties", given, Set.copyOf(given.propertyNames()));
            given.forEachEntry((name, property) -> properties.put(name, property.asString()));
        }
        return new Target.Own(new TargetAddress(type, properties));
    }
}
