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
 * Reads payloads: numbers keep their digits, no name stands twice, nothing follows the end. What would take more time or
 * memory than its bytes is refused before it is worked on, since a delivery holds a thread that others wait for.
 */
final class PayloadJson {
    /** Types of columns nest less. */
    static final int NESTING_MAX = 64;
    /** Cassandra's keys of maps and elements of sets have 65,535 bytes at most. */
    static final int NAME_CHARACTERS_MAX = 65_535;
    /** A tree takes many times the bytes of its text. Enough for three collections of 65,535 elements. */
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
        CharBuffer text = text(payload);
        try (JsonParser parser = JSON.createParser(text.array(), text.position(), text.remaining())) {
            JsonNode root = tree(parser, payload.size());
            if (root == null || root.isMissingNode()) {
                throw new PayloadException("", "no bytes", "a JSON object, a row by its columns");
            }
            return root;
        }
    }

    /** Strictly in UTF-8: Jackson's own decoder guesses the encoding, and reads bytes that are no UTF-8 as other text. */
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

    /** Without the names of classes that Jackson puts into its words. */
    private static String why(JacksonException failure) {
        String words = failure.getOriginalMessage();
        return words.startsWith(TRAILING) ? "something follows after the value" : words;
    }

    private static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
