package io.walgateway.core.delivery;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages with the same ordering key, in append order. Only the first one is ever being delivered.
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

    /** Removes the first one and returns its successor. */
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
