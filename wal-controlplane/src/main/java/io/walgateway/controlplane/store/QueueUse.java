package io.walgateway.controlplane.store;

import io.walgateway.core.queue.QueueAddress;
import java.util.Locale;

/**
 * A namespace's use of a queue.
 *
 * @param until 0: used by its present document; else the revision that left the queue, which may still hold something
 */
public record QueueUse(QueueAddress queue, Kind kind, long until) {

    /** Used by the present document. */
    public static final long PRESENT = 0;

    /** The purpose of the use. */
    public enum Kind {
        /** The queue is one of the namespace's own, named or derived. */
        QUEUE,
        /** The namespace delivers to the queue. */
        TARGET;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A queue that two namespaces use, at least one of them as its own.
     *
     * @param kind      what this namespace uses it for
     * @param other     the other namespace
     * @param otherKind what the other namespace uses it for
     */
    public record Clash(QueueAddress queue, Kind kind, String other, Kind otherKind) {}
}
