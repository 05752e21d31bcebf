package io.walgateway.plugin.cassandra.row;

import io.walgateway.core.message.Bytes;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The change that a payload asks for. {@code {"id": 1, "name": "a"}} writes a row; an explicit {@code null} clears its
 * column, and absent columns stay as they are. {@code "@ttl-secs": 60} beside the columns makes the written values
 * expire. {@code {"@delete": {"id": 1}}} deletes by key. Only the table's definition tells whether columns and types
 * fit.
 */
public sealed interface RowChange {
    String DELETE = "@delete";
    String TTL = "@ttl-secs";
    /** Cassandra's own limit: 20 years. */
    int TTL_SECS_MAX = 20 * 365 * 24 * 60 * 60;

    /**
     * A row to write.
     *
     * @param columns in the order of their names
     * @param ttlSecs from 1 to {@link #TTL_SECS_MAX}
     */
    record Upsert(Map<String, JsonNode> columns, OptionalInt ttlSecs) implements RowChange {}

    /**
     * A row to delete, or several rows whose keys begin alike.
     *
     * @param key in the order of the columns' names
     */
    record Delete(Map<String, JsonNode> key) implements RowChange {}

    static RowChange parse(Bytes payload) throws PayloadException {
        JsonNode root = PayloadJson.read(payload);
        if (!root.isObject()) {
            throw new PayloadException("", root.toString(), "a JSON object, a row by its columns");
        }
        return root.has(DELETE) ? delete(root) : upsert(root);
    }

    private static Delete delete(JsonNode root) throws PayloadException {
        JsonNode key = root.get(DELETE);
        for (Map.Entry<String, JsonNode> other : root.properties()) {
            if (!other.getKey().equals(DELETE)) {
                throw new PayloadException(
                        JsonPaths.member("", other.getKey()), other.getValue().toString(), "nothing beside " + DELETE);
            }
        }
        if (!key.isObject() || key.isEmpty()) {
            throw new PayloadException("/" + DELETE, key.toString(), "an object of key columns");
        }
        return new Delete(columns(key));
    }

    private static Upsert upsert(JsonNode root) throws PayloadException {
        Map<String, JsonNode> columns = columns(root);
        JsonNode ttl = columns.remove(TTL);
        for (Map.Entry<String, JsonNode> column : columns.entrySet()) {
            if (column.getKey().startsWith("@")) {
                throw new PayloadException(
                        JsonPaths.member("", column.getKey()),
                        column.getValue().toString(),
                        "an instruction that is known: " + DELETE + " or " + TTL);
            }
        }
        if (columns.isEmpty()) {
            throw new PayloadException("", root.toString(), "at least the key columns of a row");
        }
        return new Upsert(columns, ttl == null ? OptionalInt.empty() : OptionalInt.of(ttlSecs(ttl)));
    }

    private static int ttlSecs(JsonNode ttl) throws PayloadException {
        if (!ttl.isIntegralNumber() || !ttl.canConvertToInt() || ttl.intValue() < 1 || ttl.intValue() > TTL_SECS_MAX) {
            throw new PayloadException("/" + TTL, ttl.toString(), "seconds, 1 to " + TTL_SECS_MAX);
        }
        return ttl.intValue();
    }

    private static Map<String, JsonNode> columns(JsonNode object) {
        Map<String, JsonNode> columns = new TreeMap<>();
        object.properties().forEach(column -> columns.put(column.getKey(), column.getValue()));
        return columns;
    }
}
