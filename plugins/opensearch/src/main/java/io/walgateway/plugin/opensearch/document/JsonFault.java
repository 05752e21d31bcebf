package io.walgateway.plugin.opensearch.document;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.text.Printable;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Finds out where a payload that the server did not accept is no JSON object. Shows nothing of its values. */
public final class JsonFault {
    private static final int POINTER_CHARS_MAX = 200;
    private static final String REPEATED = "Duplicate Object property";
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonFault() {}

    /** The JSON pointer with the fault; empty: the payload is one JSON object. */
    public static Optional<String> of(Bytes payload) {
        byte[] bytes = payload.unsafeArray();
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            try {
                parser.nextToken();
                parser.skipChildren();
                return parser.nextToken() == null
                        ? Optional.empty()
                        : Optional.of("payload: more than one value (expected: one JSON object)");
            } catch (JacksonException e) {
                return Optional.of(fault(parser, e));
            }
        }
    }

    private static String fault(JsonParser parser, JacksonException failure) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        String place = pointer.isEmpty() ? "payload" : Printable.of(pointer, POINTER_CHARS_MAX);
        return failure.getOriginalMessage().startsWith(REPEATED)
                ? place + ": given twice (expected: one member of this name)"
                : place + ": no JSON at byte " + failure.getLocation().getByteOffset() + " (expected: one JSON object)";
    }
}
