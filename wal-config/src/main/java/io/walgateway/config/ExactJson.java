package io.walgateway.config;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON exactly as written: numbers keep all their digits, and an object that repeats a member is refused. */
public final class ExactJson {
    public static final int NESTING_MAX = 500;
    /** The time to convert a number grows faster than its length. */
    public static final int NUMBER_CHARACTERS_MAX = 1_000;

    public static final int NAME_CHARACTERS_MAX = 10_000;

    public static final JsonMapper MAPPER = mapper(constraints().build());

    private static final String TRAILING = "Trailing token";
    private static final String REPEATED = "Duplicate Object property";

    private ExactJson() {}

    /** The limits above, for readers that add their own. */
    public static StreamReadConstraints.Builder constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(NESTING_MAX)
                .maxNumberLength(NUMBER_CHARACTERS_MAX)
                .maxNameLength(NAME_CHARACTERS_MAX);
    }

    public static JsonMapper mapper(StreamReadConstraints constraints) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Reads the only value of a text.
     *
     * @return empty when the text is empty
     * @throws JacksonException when the text is anything else, or holds a number whose exponent no decimal has
     */
    public static Optional<JsonNode> tree(ObjectMapper mapper, JsonParser parser) {
        try {
            JsonNode root = mapper.readTree(parser);
            return root == null || root.isMissingNode() ? Optional.empty() : Optional.of(root);
        } catch (NumberFormatException e) {
            throw new StreamReadException(parser, "Number out of range", e);
        }
    }

    /** Why a text could not be read, without the class names that Jackson includes in its messages. */
    public static String why(JacksonException failure) {
        String words = failure.getOriginalMessage();
        return words.startsWith(TRAILING) ? "more than one value (expected: one, and nothing after it)" : words;
    }

    /** The JSON pointer of the repeated member; empty if the failure is a different one. */
    public static Optional<String> repeatedMember(JacksonException failure, JsonParser parser) {
        return failure.getOriginalMessage().startsWith(REPEATED)
                ? Optional.of(parser.streamReadContext().pathAsPointer().toString())
                : Optional.empty();
    }
}
