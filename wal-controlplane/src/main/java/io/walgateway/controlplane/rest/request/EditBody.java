package io.walgateway.controlplane.rest.request;

import io.walgateway.controlplane.letter.LetterChange;
import io.walgateway.controlplane.letter.LetterChange.Payload;
import io.walgateway.controlplane.letter.LetterChange.Target;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The changes of a letter. Null restores the original, but for {@code payload_json}, where it is the payload
 * {@code null}. An absent member leaves its value. JSON goes into the letter exactly as it is in the body.
 */
public final class EditBody {

    private static final String JSON = "payload_json";
    private static final List<String> PAYLOADS = List.of("payload", "payload_text", JSON);
    private static final Set<String> KNOWN = Set.of("payload", "payload_text", JSON, "target");

    private EditBody() {}

    public static LetterChange read(byte[] body) {
        Map<String, String> members = JsonBody.members(body, KNOWN);
        if (members.isEmpty()) {
            throw JsonBody.refused("", "{}", "a payload or a target");
        }
        List<String> payloads = PAYLOADS.stream().filter(members::containsKey).toList();
        if (payloads.size() > 1) {
            throw JsonBody.refused("/" + payloads.getLast(), "present", "one of " + String.join(", ", PAYLOADS));
        }
        return new LetterChange(
                payloads.stream()
                        .findFirst()
                        .map(key -> payload(key, Objects.requireNonNull(members.get(key))))
                        .orElse(new Payload.Kept()),
                Optional.ofNullable(members.get("target"))
                        .map(target -> target(JsonBody.tree("/target", target)))
                        .orElse(new Target.Kept()));
    }

    private static Payload payload(String key, String written) {
        if (key.equals(JSON)) {
            return new Payload.Replaced(Bytes.utf8(written));
        }
        JsonNode value = JsonBody.tree("/" + key, written);
        if (value.isNull()) {
            return new Payload.Original();
        }
        if (!value.isString()) {
            throw JsonBody.refused("/" + key, written, "text, or null for the original");
        }
        return new Payload.Replaced(
                key.equals("payload_text") ? Bytes.utf8(value.stringValue()) : base64(value.stringValue()));
    }

    private static Bytes base64(String text) {
        try {
            return Bytes.wrap(Base64Text.decode(text));
        } catch (IllegalArgumentException e) {
            throw JsonBody.refused("/payload", text, "base64; payload_text takes text");
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
        JsonNode type = address.path("type");
        if (!type.isString() || type.stringValue().isEmpty()) {
            throw JsonBody.refused("/target/type", type.toString(), "the type of a target");
        }
        return new Target.Own(new TargetAddress(type.stringValue(), properties(address.path("properties"))));
    }

    private static Map<String, String> properties(JsonNode given) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (given.isMissingNode()) {
            return properties;
        }
        JsonBody.object("/target/properties", given, Set.copyOf(given.propertyNames()));
        given.forEachEntry((name, property) -> {
            if (!property.isString() && !property.isNumber() && !property.isBoolean()) {
                throw JsonBody.refused(
                        "/target/properties/" + name, property.toString(), "text, a number, true or false");
            }
            properties.put(name, property.isString() ? property.stringValue() : property.toString());
        });
        return properties;
    }
}
