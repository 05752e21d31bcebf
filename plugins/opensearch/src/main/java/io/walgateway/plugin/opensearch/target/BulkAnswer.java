package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.opensearch.target.ItemAnswer.ServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers to bulk requests. */
final class BulkAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private BulkAnswer() {}

    /** The answers to the entries, in their order; empty: this is no answer to a request with so many. */
    static Optional<List<ItemAnswer>> read(Bytes body, int entries) {
        try (JsonParser parser = JSON.createParser(body.unsafeArray())) {
            List<ItemAnswer> items = items(parser, entries);
            return items.size() == entries && items.stream().allMatch(item -> item.status() > 0)
                    ? Optional.of(items)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The error of a whole request; empty: the body does not tell one. */
    static Optional<ServerError> error(Bytes body) {
        try {
            JsonNode error = JSON.readTree(body.unsafeArray()).path("error");
            return error.isObject() ? Optional.of(ServerError.of(error)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static List<ItemAnswer> items(JsonParser parser, int entries) {
        List<ItemAnswer> items = new ArrayList<>(entries);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return items;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isItems = parser.currentName().equals("items");
            if (parser.nextToken() == JsonToken.START_ARRAY && isItems) {
                while (parser.nextToken() == JsonToken.START_OBJECT && items.size() <= entries) {
                    items.add(item(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        return items;
    }

    /** {@code {"index": {"status": 201}}}. */
    private static ItemAnswer item(JsonParser parser) {
        ItemAnswer answer = new ItemAnswer(0, Optional.empty());
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                answer = content(parser);
            } else {
                parser.skipChildren();
            }
        }
        return answer;
    }

    private static ItemAnswer content(JsonParser parser) {
        int status = 0;
        Optional<ServerError> error = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
                status = parser.getIntValue();
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                JsonNode tree = parser.readValueAsTree();
                error = Optional.of(ServerError.of(tree));
            } else {
                parser.skipChildren();
            }
        }
        return new ItemAnswer(status, error);
    }
}
