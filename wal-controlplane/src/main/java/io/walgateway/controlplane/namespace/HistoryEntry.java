package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.JsonChange;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A revision, and what it changed.
 *
 * @param revision the revision
 * @param changes  its differences from the revision before it
 */
public record HistoryEntry(Revision revision, List<JsonChange> changes) {

    public HistoryEntry {
        changes = List.copyOf(changes);
    }

    /**
     * Returns entries for the first {@code limit} revisions.
     *
     * @param newestFirst one revision more than fits, if there is one
     */
    static Page<HistoryEntry> page(List<Revision> newestFirst, int limit) {
        List<HistoryEntry> entries = new ArrayList<>();
        int size = Math.min(limit, newestFirst.size());
        for (int i = 0; i < size; i++) {
            Revision revision = newestFirst.get(i);
            Optional<Revision> before = newestFirst.stream().skip(i + 1L).findFirst();
            entries.add(new HistoryEntry(
                    revision, JsonChange.between(before.flatMap(Revision::document), revision.document())));
        }
        boolean more = newestFirst.size() > limit;
        return new Page<>(
                entries,
                more ? Optional.of(String.valueOf(newestFirst.get(size - 1).number())) : Optional.empty());
    }
}
