package io.walgateway.plugin.cassandra.row;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a table's definition that a write must respect.
 *
 * @param name         keyspace and table in CQL
 * @param partitionKey the columns of the partition key, in order
 * @param clustering   the clustering columns, in order
 * @param statics      the static columns, which a partition has once
 * @param columns      the type of every column, key columns included
 */
public record TableShape(
        String name,
        List<String> partitionKey,
        List<String> clustering,
        List<String> statics,
        Map<String, DataType> columns) {

    public TableShape {
        partitionKey = List.copyOf(partitionKey);
        clustering = List.copyOf(clustering);
        statics = List.copyOf(statics);
        columns = Map.copyOf(columns);
    }

    static TableShape of(TableMetadata table) {
        Map<String, DataType> columns = new HashMap<>();
        table.getColumns().forEach((name, column) -> columns.put(name.asInternal(), column.getType()));
        return new TableShape(
                table.getKeyspace().asCql(true) + "." + table.getName().asCql(true),
                names(table.getPartitionKey()),
                names(table.getClusteringColumns().keySet()),
                names(table.getColumns().values().stream()
                        .filter(ColumnMetadata::isStatic)
                        .toList()),
                columns);
    }

    boolean holdsCounters() {
        return columns.containsValue(DataTypes.COUNTER);
    }

    boolean isKey(String column) {
        return partitionKey.contains(column) || clustering.contains(column);
    }

    private static List<String> names(Collection<ColumnMetadata> columns) {
        return columns.stream().map(column -> column.getName().asInternal()).toList();
    }
}
