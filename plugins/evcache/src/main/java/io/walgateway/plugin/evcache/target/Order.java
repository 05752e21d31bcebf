package io.walgateway.plugin.evcache.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.evcache.meta.MetaCommand;
import io.walgateway.plugin.evcache.mutation.Mutation;
import java.time.Instant;
import java.util.Optional;

/**
 * The request that carries out a mutation now.
 *
 * @param command   the same for each zone
 * @param isExpired true if the entry has expired on the way, and the request removes its key
 */
record Order(Bytes key, MetaCommand command, boolean isExpired) {

    /**
     * The order for a mutation; empty: there is nothing to do. A value that has expired on the way is not stored, but an
     * older value must not outlive it, so the key is removed. An add would not have replaced an older value.
     */
    static Optional<Order> of(Mutation mutation, Instant now) {
        return switch (mutation) {
            case Mutation.Set set ->
                Optional.of(
                        set.expiry().isPast(now)
                                ? removal(set.key())
                                : order(
                                        set.key(),
                                        MetaCommand.set(
                                                set.key(),
                                                set.value(),
                                                set.expiry().exptime(now))));
            case Mutation.Add add ->
                add.expiry().isPast(now)
                        ? Optional.empty()
                        : Optional.of(order(
                                add.key(),
                                MetaCommand.add(
                                        add.key(), add.value(), add.expiry().exptime(now))));
            case Mutation.Touch touch ->
                Optional.of(
                        touch.expiry().isPast(now)
                                ? removal(touch.key())
                                : order(
                                        touch.key(),
                                        MetaCommand.touch(
                                                touch.key(), touch.expiry().exptime(now))));
            case Mutation.Delete delete -> Optional.of(order(delete.key(), MetaCommand.delete(delete.key())));
        };
    }

    private static Order order(Bytes key, MetaCommand command) {
        return new Order(key, command, false);
    }

    private static Order removal(Bytes key) {
        return new Order(key, MetaCommand.delete(key), true);
    }
}
