package io.walgateway.plugin.evcache.mutation;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.text.Printable;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.StoredValue;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads mutations from the JSON that proto3 defines: names in camel case or as in the .proto file, null as absent. More
 * strictly than protobuf's own reader, nothing may follow the object, and no member may occur twice.
 */
final class MutationJson {
    private static final int NESTING_MAX = 4;
    private static final int SHOWN_CHARS_MAX = 60;
    private static final List<String> MEMBERS =
            List.of("operation", "key", "text", "bytes", "integer", "stored", "ttlSeconds", "expireTime");
    private static final List<String> STORED_MEMBERS = List.of("data", "flags");
    private static final Map<String, String> OTHER_NAMES =
            Map.of("ttl_seconds", "ttlSeconds", "expire_time", "expireTime");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MutationJson() {}

    static CacheMutation read(Bytes payload) throws UnfitMutationException {
        JsonNode root = tree(payload);
        if (!root.isObject()) {
            throw new UnfitMutationException("", "no object", "a CacheMutation as JSON");
        }
        CacheMutation.Builder mutation = CacheMutation.newBuilder();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            String name = OTHER_NAMES.getOrDefault(member.getKey(), member.getKey());
            if (!seen.add(name)) {
                throw new UnfitMutationException(name, "given twice", "once");
            }
            if (!MEMBERS.contains(name)) {
                throw unknown("", name, MEMBERS);
            }
            if (!member.getValue().isNull()) {
                put(mutation, name, member.getValue());
            }
        }
        return mutation.build();
    }

    private static void put(CacheMutation.Builder mutation, String name, JsonNode value) throws UnfitMutationException {
        switch (name) {
            case "operation" -> mutation.setOperationValue(JsonValues.operation(name, value));
            case "key" -> mutation.setKey(JsonValues.text(name, value));
            case "text" -> {
                requireFirstValue(mutation, name);
                mutation.setText(JsonValues.text(name, value));
            }
            case "bytes" -> {
                requireFirstValue(mutation, name);
                mutation.setBytes(JsonValues.bytes(name, value));
            }
            case "integer" -> {
                requireFirstValue(mutation, name);
                mutation.setInteger(JsonValues.integer(name, value));
            }
            case "stored" -> {
                requireFirstValue(mutation, name);
                mutation.setStored(stored(value));
            }
            case "ttlSeconds" -> {
                requireFirstExpiry(mutation, name);
                mutation.setTtlSeconds(JsonValues.integer(name, value));
            }
            default -> {
                requireFirstExpiry(mutation, name);
                mutation.setExpireTime(JsonValues.time(name, value));
            }
        }
    }

    private static StoredValue stored(JsonNode value) throws UnfitMutationException {
        if (!value.isObject()) {
            throw new UnfitMutationException("stored", "no object", "data and flags");
        }
        StoredValue.Builder stored = StoredValue.newBuilder();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode given = member.getValue();
            switch (member.getKey()) {
                case "data" ->
                    stored.setData(given.isNull() ? ByteString.EMPTY : JsonValues.bytes("stored.data", given));
                case "flags" -> stored.setFlags(given.isNull() ? 0 : JsonValues.flags("stored.flags", given));
                default -> throw unknown("stored.", member.getKey(), STORED_MEMBERS);
            }
        }
        return stored.build();
    }

    private static void requireFirstValue(CacheMutation.Builder mutation, String name) throws UnfitMutationException {
        if (mutation.getValueCase() != CacheMutation.ValueCase.VALUE_NOT_SET) {
            throw new UnfitMutationException(name, "a second value", "one of text, bytes, integer, stored");
        }
    }

    private static void requireFirstExpiry(CacheMutation.Builder mutation, String name) throws UnfitMutationException {
        if (mutation.getExpiryCase() != CacheMutation.ExpiryCase.EXPIRY_NOT_SET) {
            throw new UnfitMutationException(name, "a second expiry", "one of ttlSeconds, expireTime");
        }
    }

    private static JsonNode tree(Bytes payload) throws UnfitMutationException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(payload.asBuffer());
            return JSON.readTree(JSON.createParser(text.array(), text.arrayOffset(), text.remaining()));
        } catch (CharacterCodingException e) {
            throw new UnfitMutationException("", payload.size() + " bytes", "JSON in UTF-8", e);
        } catch (JacksonException e) {
            // Jackson's words quote the payload.
            throw new UnfitMutationException("", payload.size() + " bytes", "one JSON object, each member once", e);
        }
    }

    private static UnfitMutationException unknown(String prefix, String name, List<String> known) {
        return new UnfitMutationException(
                prefix + Printable.of(name, SHOWN_CHARS_MAX),
                "unknown",
                "one of " + String.join(", ", known)
                        + NearestKey.of(name, known)
                                .map(it -> "; nearest: " + it)
                                .orElse(""));
    }
}
