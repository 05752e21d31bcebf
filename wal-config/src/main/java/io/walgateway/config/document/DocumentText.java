package io.walgateway.config.document;

import io.walgateway.config.ExactJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Converts between text and tree, within limits. */
final class DocumentText {
    private static final int NESTING_MAX = 64;
    private static final StreamReadConstraints CONSTRAINTS =
            ExactJson.constraints().maxNestingDepth(NESTING_MAX).build();

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Jackson appends this to its messages without knowing the source. */
    private static final Pattern WHERE_IT_STARTED = Pattern.compile("\\s*\\(start marker at \\[Source: [^]]*]\\)");

    private DocumentText() {}

    /** The result of parsing a text. */
    sealed interface Parsed {
        /** A tree. */
        record Tree(JsonNode root) implements Parsed {}

        /** Ambiguous: the member at this JSON pointer is repeated. */
        record Repeated(String pointer) implements Parsed {}

        /** Not a tree. */
        record Broken(Reading.NotJson why) implements Parsed {}
    }

    /** The text in UTF-8, without byte order mark; throws when it is not UTF-8. */
    static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Accepts members without the braces around them as an object, since samples are published like that. */
    static Parsed json(String text) {
        boolean bare = text.stripLeading().startsWith("\"");
        return parse(JSON, bare ? "{" + text + "}" : text, bare ? 1 : 0);
    }

    static Parsed yaml(String text) {
        return aliases(text).orElseGet(() -> parse(YAML, text, 0));
    }

    /** Jackson returns an alias as if its name were a text. */
    private static Optional<Parsed> aliases(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            try {
                while (parser.nextToken() != null) {
                    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                        var at = parser.currentTokenLocation();
                        return Optional.of(broken("aliases are not read here", at.getLineNr(), at.getColumnNr()));
                    }
                }
                return Optional.empty();
            } catch (JacksonException e) {
                return Optional.of(refused(e, parser, 0));
            }
        }
    }

    static String write(JsonNode node) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JSON.writer().with(printer).writeValueAsString(node) + "\n";
    }

    private static Parsed parse(ObjectMapper mapper, String text, int added) {
        try (JsonParser parser = mapper.createParser(text)) {
            try {
                return ExactJson.tree(mapper, parser)
                        .<Parsed>map(Parsed.Tree::new)
                        .orElseGet(() -> broken("empty", 1, 1));
            } catch (JacksonException e) {
                return refused(e, parser, added);
            }
        }
    }

    private static Parsed refused(JacksonException e, JsonParser parser, int added) {
        return ExactJson.repeatedMember(e, parser)
                .<Parsed>map(Parsed.Repeated::new)
                .orElseGet(() -> broken(e, added));
    }

    private static Parsed broken(JacksonException e, int added) {
        var at = e.getLocation();
        String why = WHERE_IT_STARTED.matcher(ExactJson.why(e)).replaceAll("");
        if (at == null) {
            return broken(why, 0, 0);
        }
        int column = at.getLineNr() == 1 ? Math.max(1, at.getColumnNr() - added) : at.getColumnNr();
        return broken(why, Math.max(0, at.getLineNr()), Math.max(0, column));
    }

    private static Parsed broken(String why, int line, int column) {
        return new Parsed.Broken(new Reading.NotJson(why, line, column));
    }
}
