package io.walgateway.controlplane.store;

import org.jdbi.v3.core.Handle;

/** Numbers the changes of all namespaces, one after another. Used within the transaction that makes the change. */
final class ChangeClock {
    private static final String NUMBER = "SELECT number FROM change_clock";

    private ChangeClock() {}

    /** The number of the last change. */
    static long now(Handle handle) {
        return handle.createQuery(NUMBER).mapTo(Long.class).one();
    }

    /** Waits until no other change is under way. The number counts only when it is stored. */
    static long next(Handle handle) {
        return handle.createQuery(NUMBER + " FOR UPDATE").mapTo(Long.class).one() + 1;
    }

    /** Numbers a change of the namespace that is not a revision. */
    static long advance(Handle handle, String namespace) {
        long change = next(handle);
        handle.createUpdate("UPDATE change_clock SET number = :change")
                .bind("change", change)
                .execute();
        handle.createUpdate("UPDATE namespace SET change_number = :change WHERE name = :namespace")
                .bind("change", change)
                .bind("namespace", namespace)
                .execute();
        return change;
    }
}
