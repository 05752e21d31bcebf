package io.walgateway.plugin.opensearch.document;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.opensearch.address.Place;
import io.walgateway.plugin.opensearch.address.UnfitMessageException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds one member of a payload, reading no further than to it. */
final class Member {
    private static final JsonFactory JSON = new JsonFactory();

    private Member() {}

    /**
     * The text of a string, or the digits of a whole number as they are written.
     *
     * @throws UnfitMessageException when the payload has no such member, or is no JSON up to it
     */
    static String find(Bytes payload, Place.Member place) throws UnfitMessageException {
        byte[] bytes = payload.unsafeArray();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
            parser.nextToken();
            for (String name : place.names()) {
                if (!enter(parser, name)) {
                    throw unfit(place, "absent");
                }
            }
            return text(parser).orElseThrow(() -> unfit(place, "neither text nor a whole number"));
        } catch (JacksonException e) {
            throw unfit(place, "not found before the payload ceased to be JSON");
        }
    }

    /** Goes to the value of a member; false: the current value is no object, or has no such member. */
    private static boolean enter(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = name.equals(parser.currentName());
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Optional<String> text(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
                ? Optional.of(parser.getString())
                : Optional.empty();
    }

    private static UnfitMessageException unfit(Place.Member place, String found) {
        return new UnfitMessageException(place.text() + ": " + found + " (expected: the text or whole number that the"
                + " target's address names)");
    }
}
