package io.walgateway.core.identity;

/** Whether a caller may do something. */
public sealed interface Decision {

    record Allowed() implements Decision {}

    /** The caller lacks a permission; nothing else is said, neither who has it nor what it would take. */
    record Denied(Permission missing, Resource on) implements Decision {
        /** For the caller. */
        @Override
        public String toString() {
            return "missing permission: " + missing + " on " + on;
        }
    }
}
