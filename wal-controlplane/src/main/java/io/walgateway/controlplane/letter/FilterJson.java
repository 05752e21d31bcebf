package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters as they are stored and shown, by the names that requests give to their parts. */
public final class FilterJson {

    private final JsonMapper json;

    public FilterJson(JsonMapper json) {
        this.json = json;
    }

    /** The parts that the filter sets, and no others. A key is in base64. */
    public Map<String, String> parts(LetterFilter filter) {
        Map<String, String> parts = new LinkedHashMap<>();
        filter.reason().ifPresent(reason -> parts.put("reason", reason.text()));
        filter.target().ifPresent(target -> parts.put("target", target));
        filter.key()
                .ifPresent(
                        key -> parts.put("key", "base64:" + Base64.getEncoder().encodeToString(key.unsafeArray())));
        filter.from().ifPresent(from -> parts.put("from", from.toString()));
        filter.to().ifPresent(to -> parts.put("to", to.toString()));
        filter.region().ifPresent(region -> parts.put("region", region));
        filter.error().ifPresent(error -> parts.put("error", error));
        return parts;
    }

    public String write(LetterFilter filter) {
        return json.writeValueAsString(parts(filter));
    }

    public LetterFilter read(String stored) {
        JsonNode parts = json.readTree(stored);
        return new LetterFilter(
                part(parts, "reason").map(LetterReason::of),
                part(parts, "target"),
                part(parts, "key")
                        .map(key -> Bytes.wrap(Base64.getDecoder().decode(key.substring("base64:".length())))),
                part(parts, "from").map(Instant::parse),
                part(parts, "to").map(Instant::parse),
                part(parts, "region"),
                part(parts, "error"));
    }

    private static Optional<String> part(JsonNode parts, String name) {
        return parts.has(name) ? Optional.of(parts.path(name).asString()) : Optional.empty();
    }
}
