package io.walgateway.plugin.cassandra.row;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/**
 * One change of a row as CQL, with the same text for the same table and set of columns.
 *
 * @param values for the text's markers, in order; null clears a column
 */
public record RowStatement(RowText text, List<@Nullable ByteBuffer> values) {

    public RowStatement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * Returns the statement that makes a change in a table.
     *
     * @param timestampMicros the time of the write: the later write wins, in whatever order they come
     * @throws PayloadException when the change does not fit the table
     */
    public static RowStatement of(TableShape table, RowChange change, long timestampMicros, ProtocolVersion version)
            throws PayloadException {
        if (table.holdsCounters()) {
            throw new PayloadException(
                    "", "table " + table.name(), "a table without counters: they cannot be written more than once");
        }
        Writer writer = new Writer(table, new CellEncoder(version));
        return switch (change) {
            case RowChange.Upsert upsert -> writer.upsert(upsert, timestampMicros);
            case RowChange.Delete delete -> writer.delete(delete, timestampMicros);
        };
    }

    private record Writer(TableShape table, CellEncoder encoder, List<@Nullable ByteBuffer> values) {

        Writer(TableShape table, CellEncoder encoder) {
            this(table, encoder, new ArrayList<>());
        }

        RowStatement upsert(RowChange.Upsert upsert, long timestampMicros) throws PayloadException {
            Map<String, JsonNode> columns = upsert.columns();
            for (Map.Entry<String, JsonNode> column : columns.entrySet()) {
                bind("", column.getKey(), column.getValue());
            }
            requireKey(columns.keySet());
            bindTimestamp(timestampMicros);
            if (upsert.ttlSecs().isPresent()) {
                values.add(encoder.encode("", IntNode.valueOf(upsert.ttlSecs().getAsInt()), DataTypes.INT));
                return statement(RowText.Kind.INSERT_WITH_TTL, columns.keySet());
            }
            return statement(RowText.Kind.INSERT, columns.keySet());
        }

        RowStatement delete(RowChange.Delete delete, long timestampMicros) throws PayloadException {
            String path = "/" + RowChange.DELETE;
            Map<String, JsonNode> key = delete.key();
            for (Map.Entry<String, JsonNode> column : key.entrySet()) {
                if (!table.isKey(column.getKey())) {
                    throw new PayloadException(
                            JsonPaths.member(path, column.getKey()),
                            column.getValue().toString(),
                            "key columns only: " + keyColumns());
                }
            }
            requireAll(path, table.partitionKey(), key.keySet());
            requirePrefix(path, key.keySet());
            bindTimestamp(timestampMicros);
            for (Map.Entry<String, JsonNode> column : key.entrySet()) {
                bind(path, column.getKey(), column.getValue());
            }
            return statement(RowText.Kind.DELETE, key.keySet());
        }

        private RowStatement statement(RowText.Kind kind, Collection<String> columns) {
            return new RowStatement(new RowText(kind, table.name(), List.copyOf(columns)), values);
        }

        private void bind(String parent, String column, JsonNode node) throws PayloadException {
            String path = JsonPaths.member(parent, column);
            DataType type = table.columns().get(column);
            if (type == null) {
                throw new PayloadException(
                        path,
                        node.toString(),
                        "a column of " + table.name() + ": "
                                + table.columns().keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            if (node.isNull() && table.isKey(column)) {
                throw new PayloadException(path, "null", "a value: it is part of the key");
            }
            values.add(encoder.encode(path, node, type));
        }

        private void bindTimestamp(long micros) throws PayloadException {
            values.add(encoder.encode("", LongNode.valueOf(micros), DataTypes.BIGINT));
        }

        /** A write of static columns alone, which a partition has once, needs no clustering columns. */
        private void requireKey(Set<String> given) throws PayloadException {
            requireAll("", table.partitionKey(), given);
            Set<String> rest = new LinkedHashSet<>(given);
            table.partitionKey().forEach(rest::remove);
            if (rest.isEmpty() || !table.statics().containsAll(rest)) {
                requireAll("", table.clustering(), given);
            }
        }

        private void requireAll(String path, List<String> columns, Set<String> given) throws PayloadException {
            for (String column : columns) {
                if (!given.contains(column)) {
                    throw new PayloadException(
                            JsonPaths.member(path, column), "absent", "a value: it is part of the key " + keyColumns());
                }
            }
        }

        private void requirePrefix(String path, Set<String> given) throws PayloadException {
            int last = -1;
            for (int i = 0; i < table.clustering().size(); i++) {
                last = given.contains(table.clustering().get(i)) ? i : last;
            }
            requireAll(path, table.clustering().subList(0, last + 1), given);
        }

        private String keyColumns() {
            List<String> key = new ArrayList<>(table.partitionKey());
            key.addAll(table.clustering());
            return String.join(", ", key);
        }
    }
}
