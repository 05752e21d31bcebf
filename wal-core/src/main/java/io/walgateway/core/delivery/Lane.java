package io.walgateway.core.delivery;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Messages with the same ordering key, in append order: only the first one is ever on its way. */
final class Lane {
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>(2);

    /** Returns whether it is the first. */
    boolean add(Delivery delivery) {
        deliveries.addLast(delivery);
        return deliveries.size() == 1;
    }

    /** Takes the first one off and returns the one after it. */
    @Nullable
    Delivery next() {
        deliveries.removeFirst();
        return deliveries.peekFirst();
    }

    @Nullable
    Delivery first() {
        return deliveries.peekFirst();
    }

    void removeIf(Predicate<Delivery> gone) {
        deliveries.removeIf(gone);
    }
}
