package io.walgateway.controlplane.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param items the items on this page
 * @param next  the key with which to ask for the next page; empty: this is the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Builds a page from one item more than fits, which tells whether there is another page. */
    public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> key) {
        if (oneMore.size() <= size) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<T> items = oneMore.subList(0, size);
        return new Page<>(items, Optional.of(key.apply(items.getLast())));
    }
}
