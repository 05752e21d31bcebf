package io.walgateway.controlplane.namespace;

import io.walgateway.config.catalog.Role;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.Changes;
import io.walgateway.controlplane.store.InstanceStore;
import io.walgateway.controlplane.store.NamespaceStore;
import java.time.Duration;
import java.util.Optional;

/** Long polls: answers as soon as there is a change. */
public final class Watch {

    private final NamespaceStore store;
    private final InstanceStore instances;
    private final ChangeFeed feed;

    public Watch(NamespaceStore store, InstanceStore instances, ChangeFeed feed) {
        this.store = store;
        this.instances = instances;
        this.feed = feed;
    }

    /**
     * A process that names itself asks for what comes after a change, so it has applied everything up to that change.
     */
    public void seen(String instance, Optional<Role> role, Optional<String> shard, long applied) {
        instances.seen(instance, role, shard, applied);
    }

    /**
     * Returns what has changed after change {@code after}. Waits when there is nothing, and returns no changes when the
     * time is over. No connection is held while it waits.
     */
    public Changes changesAfter(long after, Duration wait, Optional<String> shard) throws InterruptedException {
        Changes changes = store.changesAfter(after, shard);
        Duration left = wait;
        while (changes.namespaces().isEmpty() && changes.number() >= after && !left.isZero()) {
            left = feed.awaitAfter(changes.number(), left);
            changes = store.changesAfter(after, shard);
        }
        return changes;
    }
}
