package io.walgateway.core.identity;

import java.util.Locale;

/** What a caller may be allowed to do. */
public enum Permission {
    /** Append to a namespace. */
    APPEND,
    /** See the dead letters, delayed messages, payloads, mutation sets and status of a namespace. */
    READ,
    /** Deliver writes of another region through a writer group. */
    APPLY,
    /** See documents of namespaces, their history, metrics and pages of processes. */
    VIEW,
    /** Create, change and delete namespaces. */
    EDIT,
    /** Redrive, edit and discard dead letters, cancel delayed messages, replay. */
    OPERATE,
    /** See and change who has which role. */
    ADMINISTER;

    /** In lower case, as refusals name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
