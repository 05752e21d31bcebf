package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * A namespace that is being deleted, and the progress of its deletion.
 *
 * @param change   the change through which processes learn of it
 * @param closedAt when every process was seen to know of it
 * @param quiet    since when its queues have been found empty
 * @param drop     when its queues were last told to drop everything
 * @param content  the last count
 * @param dropped  the count before the queues were first told to drop
 */
public record Ending(
        String namespace,
        Pending pending,
        long change,
        Signature by,
        Instant startedAt,
        Optional<Instant> closedAt,
        Optional<Quiet> quiet,
        Optional<Drop> drop,
        Optional<NamespaceContent> content,
        Optional<NamespaceContent> dropped) {

    /**
     * Nothing was found, and nothing was appended.
     *
     * @param mark differs when anything is appended
     */
    public record Quiet(Instant since, String mark) {}

    /**
     * The queues were told to drop everything.
     *
     * @param effective when that takes effect
     */
    public record Drop(Instant at, Instant effective) {}
}
