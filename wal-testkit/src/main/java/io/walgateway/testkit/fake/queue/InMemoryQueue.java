package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueProvider;
import java.util.List;

/**
 * A queue in memory that keeps the promises of the ports, as {@code QueueProviderContract} verifies. Entries survive
 * the closing of clients and readers, so a test can restart them. A queue has to be provisioned before it accepts
 * entries; it has as many slices as its setting {@code partitions} says, and one slice without that setting. Entries
 * that are not due yet by the reader's clock are held back.
 */
public final class InMemoryQueue implements QueueProvider {
    /** The type of a queue that was given no other one. */
    public static final String TYPE = "memory";

    private final String type;
    private final InMemoryStore store = new InMemoryStore();

    public InMemoryQueue() {
        this(TYPE);
    }

    /** Stands in for a queue of this type. */
    public InMemoryQueue(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        String partitions = queue.settings().getOrDefault(InMemoryStore.PARTITIONS, "1");
        return partitions.matches("[1-9][0-9]{0,3}")
                ? List.of()
                : List.of(new Violation("/" + InMemoryStore.PARTITIONS, partitions, "1 to 9999"));
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new InMemoryQueueClient(store, context.clock());
    }

    /**
     * All entries of the queue with this name, slice by slice, each slice in append order; including acknowledged
     * entries.
     */
    public List<QueueEntry> entries(String name) {
        return store.entries(name);
    }

    /**
     * Takes all slices away from the readers of a group without asking, as if their processes had been killed: entries
     * whose acknowledgement they have not stored are delivered again. The readers learn of the loss at their next poll.
     */
    public void expel(ConsumerGroup group) {
        store.expel(group.name());
    }
}
