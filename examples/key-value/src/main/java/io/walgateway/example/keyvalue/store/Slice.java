package io.walgateway.example.keyvalue.store;

import io.walgateway.example.keyvalue.request.Page;
import java.util.List;
import java.util.Optional;

/**
 * One page of items.
 *
 * @param last where the next page goes on; empty: this was the last one
 */
public record Slice(List<StoredRow> rows, Optional<Page.Position> last) {
    public Slice {
        rows = List.copyOf(rows);
    }
}
