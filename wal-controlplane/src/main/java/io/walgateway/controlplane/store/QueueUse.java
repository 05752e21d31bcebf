package io.walgateway.controlplane.store;

import io.walgateway.core.queue.QueueAddress;
import java.util.Locale;

/**
 * That a namespace uses a queue.
 *
 * @param until 0: by its present document; else the revision that left the queue, which may still hold something
 */
public record QueueUse(QueueAddress queue, Kind kind, long until) {

    /** By the present document. */
    public static final long PRESENT = 0;

    /** What for. */
    public enum Kind {
        /** It is one of the namespace's own, named or derived. */
        QUEUE,
        /** The namespace delivers to it. */
        TARGET;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * That two namespaces use a queue, one of them at least as its own.
     *
     * @param kind      what this namespace uses it for
     * @param other     the other namespace
     * @param otherKind what that one uses it for
     */
    public record Clash(QueueAddress queue, Kind kind, String other, Kind otherKind) {}
}
