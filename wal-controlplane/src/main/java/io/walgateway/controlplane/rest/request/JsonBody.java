package io.walgateway.controlplane.rest.request;

import io.walgateway.config.ExactJson;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that are small objects; each invalid value is refused by its pointer. */
public final class JsonBody {

    /** A tree takes many times the bytes of its text. */
    static final int TOKENS_MAX = 1_000_000;

    private static final JsonMapper JSON =
            ExactJson.mapper(ExactJson.constraints().maxTokenCount(TOKENS_MAX).build());

    /** For values that are passed on as they are written: no number in them is converted. */
    private static final JsonMapper AS_WRITTEN = ExactJson.mapper(ExactJson.constraints()
            .maxNumberLength(Integer.MAX_VALUE)
            .maxTokenCount(TOKENS_MAX)
            .build());

    private JsonBody() {}

    static JsonNode tree(byte[] body) {
        return tree("", text(body));
    }

    /** The value at a pointer of the body. */
    static JsonNode tree(String pointer, String text) {
        JsonNode root = read(JSON, text, parser -> ExactJson.tree(JSON, parser).orElseThrow(JsonBody::empty));
        requireWhole(pointer, root);
        return root;
    }

    /** The members of an object, each as it was written. Members other than these are refused. */
    static Map<String, String> members(byte[] body, Set<String> known) {
        String text = text(body);
        Map<String, String> members = read(AS_WRITTEN, text, parser -> members(text, parser));
        for (Map.Entry<String, String> member : members.entrySet()) {
            requireKnown("", member.getKey(), member.getValue(), known);
        }
        return members;
    }

    /** True if the text is one value that can be shown as it is, and be read again. */
    public static boolean isJson(String text) {
        try (JsonParser parser = AS_WRITTEN.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Half a surrogate pair has no bytes in UTF-8: it would become a question mark, and match or be stored as that. */
    private static void requireWhole(String pointer, JsonNode node) {
        if (node.isString()) {
            String text = node.stringValue();
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw refused(pointer, node.toString(), "text without half a surrogate pair");
            }
        } else if (node.isObject()) {
            node.forEachEntry((key, value) -> requireWhole(pointer + "/" + key, value));
        } else {
            for (int i = 0; i < node.size(); i++) {
                requireWhole(pointer + "/" + i, node.path(i));
            }
        }
    }

    /** Returns the object, which may have no other keys than these. */
    static JsonNode object(String pointer, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw refused(pointer, node.toString(), "an object");
        }
        for (String key : node.propertyNames()) {
            requireKnown(pointer, key, String.valueOf(node.get(key)), known);
        }
        return node;
    }

    static RefusedException refused(String pointer, String value, String expected) {
        return new RefusedException(new Refusal.Invalid(List.of(Flaw.of(pointer, Shown.of(value), expected))));
    }

    private static void requireKnown(String pointer, String key, String value, Set<String> known) {
        if (!known.contains(key)) {
            throw refused(
                    pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
                    value,
                    "no other keys than "
                            + String.join(", ", known.stream().sorted().toList()));
        }
    }

    /** Cuts the members out of the text by position, so that no number or character is rewritten. */
    private static Map<String, String> members(String text, JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw empty();
        }
        if (first != JsonToken.START_OBJECT) {
            throw refused("", text, "an object");
        }
        Map<String, String> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            parser.skipChildren();
            parser.finishToken();
            members.put(
                    name,
                    text.substring(
                            start, Math.toIntExact(parser.currentLocation().getCharOffset())));
        }
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "Trailing token after the object");
        }
        return members;
    }

    private static <T> T read(JsonMapper mapper, String text, Function<JsonParser, T> reading) {
        try (JsonParser parser = mapper.createParser(text)) {
            try {
                return reading.apply(parser);
            } catch (JacksonException e) {
                throw ExactJson.repeatedMember(e, parser)
                        .map(pointer -> refused(pointer, "given twice", "one member of this name"))
                        .orElseGet(() -> notJson(e));
            }
        }
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RefusedException(new Refusal.NotJson(0, 0, "the body is not UTF-8"), e);
        }
    }

    private static RefusedException notJson(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return new RefusedException(
                new Refusal.NotJson(
                        at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), ExactJson.why(e)),
                e);
    }

    private static RefusedException empty() {
        return new RefusedException(new Refusal.NotJson(1, 1, "empty"));
    }
}
