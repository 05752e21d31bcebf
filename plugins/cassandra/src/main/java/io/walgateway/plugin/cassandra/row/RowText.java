package io.walgateway.plugin.cassandra.row;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a statement by its parts, which are compared for each delivery; the text itself is made once.
 *
 * @param table   in CQL
 * @param columns names as Cassandra stores them, in the order of the values
 */
public record RowText(Kind kind, String table, List<String> columns) {

    /** Where its time of write is among the values differs, too: an insert has it last, before a time to live. */
    public enum Kind {
        INSERT,
        INSERT_WITH_TTL,
        DELETE
    }

    public RowText {
        columns = List.copyOf(columns);
    }

    /** The statement in CQL. */
    public String cql() {
        return switch (kind) {
            case INSERT -> insert();
            case INSERT_WITH_TTL -> insert() + " AND TTL ?";
            case DELETE -> "DELETE FROM " + table + " USING TIMESTAMP ? WHERE " + joined(" AND ", " = ?");
        };
    }

    private String insert() {
        String markers = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + joined(", ", "") + ") VALUES (" + markers + ") USING TIMESTAMP ?";
    }

    private String joined(String separator, String suffix) {
        return columns.stream()
                .map(column -> CqlIdentifier.fromInternal(column).asCql(true) + suffix)
                .collect(Collectors.joining(separator));
    }
}
