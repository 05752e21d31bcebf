package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** The condition of a query for letters. It contains only the parts that the filter sets, so that indexes serve it. */
public final class LetterQuery {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private LetterQuery() {}

    public static LetterQuery of(String namespace, Optional<LetterState> state, LetterFilter filter) {
        LetterQuery query = new LetterQuery().and("d.namespace = :namespace", "namespace", namespace);
        state.ifPresent(value -> query.and("d.state = :state", "state", value.text()));
        filter.reason().ifPresent(value -> query.and("d.reason = :reason", "reason", value.text()));
        filter.target().ifPresent(value -> query.and("d.target = :target", "target", value));
        filter.key().ifPresent(value -> query.key(value));
        filter.from().ifPresent(value -> query.and("d.dead_lettered_at >= :from", "from", time(value)));
        filter.to().ifPresent(value -> query.and("d.dead_lettered_at < :to", "to", time(value)));
        filter.region().ifPresent(value -> query.and("d.region = :region", "region", value));
        filter.error().ifPresent(value -> query.and("position(lower(:error) IN lower(d.error)) > 0", "error", value));
        return query;
    }

    public LetterQuery upTo(long id) {
        return and("d.id <= :upTo", "upTo", id);
    }

    /** Restricts the query to letters that follow this one in the list. */
    public LetterQuery after(long id, LetterOrder order) {
        return and(
                "(d.dead_lettered_at, d.id) " + order.after()
                        + " (SELECT p.dead_lettered_at, p.id FROM dead_letter p WHERE p.id = :after)",
                "after",
                id);
    }

    public String where() {
        return " WHERE " + String.join(" AND ", conditions);
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bindMap(values);
    }

    private LetterQuery key(Bytes key) {
        conditions.add("sha256(d.ordering_key) = sha256(:key)");
        return and("d.ordering_key = :key", "key", key.unsafeArray());
    }

    private LetterQuery and(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
        return this;
    }

    private static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
