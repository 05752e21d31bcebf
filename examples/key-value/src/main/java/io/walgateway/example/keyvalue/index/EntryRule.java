package io.walgateway.example.keyvalue.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries of an item are to be removed. Pure: it decides by times alone, so it comes to the same whatever the order
 * in which changes arrive, overtake each other and repeat.
 *
 * <ol>
 *   <li>An entry is noted under its item before it is added, and both have the time of the change. It is removed with that
 *       time, so the entry of a newer change stays.
 *   <li>Each change adds its entry, changes the item, and then asks this rule. An entry that is newer than the item belongs
 *       to a change between its first two steps; it stays, and that change asks later.
 * </ol>
 */
final class EntryRule {
    private EntryRule() {}

    /** An entry as it is noted under its item. */
    record Noted(String index, String term, long micros) {}

    /**
     * What is there of the item.
     *
     * @param terms the indexed values by the keys of the indices
     */
    record Present(long micros, Map<String, String> terms) {
        Present {
            terms = Map.copyOf(terms);
        }
    }

    /**
     * The entries to remove.
     *
     * @param item         read after the change was made; empty: there is none, so a deletion at the time of the change or
     *                     later has removed it, or it has expired
     * @param changeMicros the time of the change
     */
    static List<Noted> removable(Optional<Present> item, long changeMicros, List<Noted> noted) {
        return noted.stream()
                .filter(entry -> item.isPresent()
                        ? entry.micros() < item.get().micros()
                                && !entry.term().equals(item.get().terms().get(entry.index()))
                        : entry.micros() <= changeMicros)
                .toList();
    }
}
