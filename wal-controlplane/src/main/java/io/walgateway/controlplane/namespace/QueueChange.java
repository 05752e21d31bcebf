package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.EarlierLayout;
import io.walgateway.controlplane.store.NamespaceStore.Departure;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether a namespace's new document leaves queues behind, or takes keys from those that stay. */
final class QueueChange implements Departure {
    /** No matter which. */
    private static final long FIRST = 1;

    private final String name;
    private final NamespaceConfig next;
    private final Documents documents;

    QueueChange(String name, NamespaceConfig next, Documents documents) {
        this.name = name;
        this.next = next;
        this.documents = documents;
    }

    @Override
    public boolean leavesQueues(JsonNode document, List<EarlierLayout> earlier) {
        boolean leaves = leaves(documents.config(name, FIRST, document));
        if (leaves && next.ordering() == Ordering.KEY) {
            earlier.stream().filter(layout -> !layout.drained()).findFirst().ifPresent(layout -> {
                throw new RefusedException(new Refusal.StillDraining(name, layout.until()));
            });
        }
        return leaves;
    }

    boolean leaves(NamespaceConfig before) {
        return movesKeys(before) || removes(before);
    }

    private boolean movesKeys(NamespaceConfig before) {
        return next.ordering() == Ordering.KEY && !home(before).equals(home(next));
    }

    /** Only the first configuration keeps an order. */
    private static List<Object> home(NamespaceConfig namespace) {
        QueueConfig first = namespace.queues().getFirst();
        return List.of(first.type(), first.cluster(), Set.copyOf(first.names()));
    }

    private boolean removes(NamespaceConfig before) {
        return !places(next).containsAll(places(before));
    }

    /** Type, cluster and name of each queue that is read. */
    static List<List<String>> places(NamespaceConfig namespace) {
        return namespace.readQueues().stream()
                .map(queue ->
                        List.of(queue.type(), queue.cluster(), queue.names().getFirst()))
                .toList();
    }
}
