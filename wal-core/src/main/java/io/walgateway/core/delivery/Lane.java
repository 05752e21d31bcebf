package io.walgateway.core.delivery;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages with the same ordering key, in append order: only the first one is ever on its way.
 *
 * @param <T> a message
 */
final class Lane<T> {
    private final ArrayDeque<T> deliveries = new ArrayDeque<>(2);

    /** Returns whether it is the first. */
    boolean add(T delivery) {
        deliveries.addLast(delivery);
        return deliveries.size() == 1;
    }

    /** Takes the first one off and returns the one after it. */
    @Nullable
    T next() {
        deliveries.removeFirst();
        return deliveries.peekFirst();
    }

    @Nullable
    T first() {
        return deliveries.peekFirst();
    }

    void removeIf(Predicate<T> gone) {
        deliveries.removeIf(gone);
    }
}
