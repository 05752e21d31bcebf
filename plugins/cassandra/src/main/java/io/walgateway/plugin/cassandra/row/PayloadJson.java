package io.walgateway.plugin.cassandra.row;

import io.walgateway.core.message.Bytes;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads payloads: numbers keep their digits, no name occurs twice, and nothing follows the end. A payload that takes
 * time or memory out of proportion to its bytes is refused up front, because a delivery holds a thread that others wait
 * for.
 */
final class PayloadJson {
    /** Column types nest less deeply. */
    static final int NESTING_MAX = 64;
    /** Cassandra's map keys and set elements have at most 65,535 bytes. */
    static final int NAME_CHARACTERS_MAX = 65_535;
    /** A tree takes many times the bytes of its text. This is enough for three collections of 65,535 elements. */
    static final int TOKENS_MAX = 200_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String TRAILING = "Trailing token";
    private static final String REPEATED = "Duplicate Object property";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxNumberLength(NumberText.CHARACTERS_MAX)
                            .maxNameLength(NAME_CHARACTERS_MAX)
                            .maxTokenCount(TOKENS_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PayloadJson() {}

    static JsonNode read(Bytes payload) throws PayloadException {
        try (JsonParser parser = parser(payload)) {
            JsonNode root = tree(parser, payload.size());
            if (root == null || root.isMissingNode()) {
                throw new PayloadException("", "no bytes", "a JSON object, a row by its columns");
            }
            return root;
        }
    }

    /** Jackson's own decoder guesses the encoding, and reads other bytes as other text; of ASCII, it knows one reading. */
    private static JsonParser parser(Bytes payload) throws PayloadException {
        byte[] bytes = payload.unsafeArray();
        if (isAscii(bytes)) {
            return JSON.createParser(bytes);
        }
        CharBuffer text = text(payload);
        return JSON.createParser(text.array(), text.position(), text.remaining());
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Decodes strictly as UTF-8. */
    private static CharBuffer text(Bytes payload) throws PayloadException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(payload.asBuffer());
            return text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK ? text.position(1) : text;
        } catch (CharacterCodingException e) {
            throw new PayloadException("", payload.size() + " bytes", "JSON in UTF-8");
        }
    }

    private static JsonNode tree(JsonParser parser, int bytes) throws PayloadException {
        try {
            return JSON.readTree(parser);
        } catch (NumberFormatException e) {
            throw new PayloadException(pointer(parser), "a number", "an exponent within " + NumberText.EXPONENT_MAX);
        } catch (JacksonException e) {
            throw e.getOriginalMessage().startsWith(REPEATED)
                    ? new PayloadException(pointer(parser), "given twice", "one member of this name")
                    : new PayloadException("", bytes + " bytes", "JSON, but " + why(e));
        }
    }

    /** The reason, without the class names that Jackson puts into its messages. */
    private static String why(JacksonException failure) {
        String words = failure.getOriginalMessage();
        return words.startsWith(TRAILING) ? "something follows after the value" : words;
    }

    private static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
