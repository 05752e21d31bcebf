package io.walgateway.example.keyvalue.namespace;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/** An index of a namespace: its name, and which part of an item it indexes. */
public record IndexDefinition(String name, Source source) {
    /** Indices of one namespace. */
    public static final int INDICES_MAX = 10;

    /** What a source is expected to be. */
    public static final String EXPECTED = "value: and a JSON pointer, such as value:/status, or metadata: and a name";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final String VALUE = "value:";
    private static final String METADATA = "metadata:";
    private static final int SOURCE_CHARS_MAX = 200;

    /** The indexed part of an item. */
    public sealed interface Source {
        /** As settings have it. */
        String text();

        /** A string, a number or a boolean in the value, which is JSON. */
        record InValue(JsonPointer pointer) implements Source {
            @Override
            public String text() {
                return VALUE + pointer;
            }
        }

        /** An entry of the metadata. */
        record InMetadata(String name) implements Source {
            @Override
            public String text() {
                return METADATA + name;
            }
        }
    }

    /** How it is called where entries are stored: an index whose source changes is another index. */
    public String key() {
        return name + " " + source.text();
    }

    /** Empty: no index can be named so, or nothing is indexed in this way. */
    public static Optional<IndexDefinition> of(String name, String source) {
        if (!NAME.matcher(name).matches() || source.length() > SOURCE_CHARS_MAX) {
            return Optional.empty();
        }
        return source(source).map(it -> new IndexDefinition(name, it));
    }

    private static Optional<Source> source(String text) {
        if (text.startsWith(METADATA) && text.length() > METADATA.length()) {
            return Optional.of(new Source.InMetadata(text.substring(METADATA.length())));
        }
        if (!text.startsWith(VALUE + "/")) {
            return Optional.empty();
        }
        return Optional.of(new Source.InValue(JsonPointer.compile(text.substring(VALUE.length()))));
    }
}
