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
 * A queue in memory that keeps the promises of the ports, as {@code QueueProviderContract} holds against it. What was
 * appended stays here when clients and readers are closed, so that a test can restart them. A queue has to be provisioned
 * before it takes entries; it has as many slices as its setting {@code partitions} says, one where there is none. What is
 * not due yet by the clock of whoever reads is held back.
 */
public final class InMemoryQueue implements QueueProvider {
    /** The type of a queue that was not told otherwise. */
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

    /** All that lies in the queue with this name, slice by slice, each in append order; also what is acknowledged. */
    public List<QueueEntry> entries(String name) {
        return store.entries(name);
    }

    /**
     * Takes all slices away from the readers of a group without asking, as if their processes had been killed: what they
     * have not stored comes again. The readers are told that they lost them at their next poll.
     */
    public void expel(ConsumerGroup group) {
        store.expel(group.name());
    }
}
