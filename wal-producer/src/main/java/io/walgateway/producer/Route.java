package io.walgateway.producer;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Gaps;
import io.walgateway.core.registry.Plugins;
import java.util.List;

/** Where one revision of a namespace appends, worked out once. */
sealed interface Route {

    NamespaceConfig namespace();

    /** To its first queue. */
    record Open(NamespaceConfig namespace, QueueWriter writer) implements Route {}

    /**
     * Nowhere. A gap in the targets closes it, too: what would be appended could not be delivered.
     *
     * @param gaps why, not empty
     */
    record Closed(NamespaceConfig namespace, List<String> gaps) implements Route {}

    static Route of(NamespaceConfig namespace, Plugins plugins, QueueClients clients) {
        List<String> gaps = Gaps.of(namespace, plugins);
        if (!gaps.isEmpty()) {
            return new Closed(namespace, gaps);
        }
        QueueConfig queue = namespace.queues().getFirst();
        try {
            return new Open(
                    namespace, clients.client(queue.type()).orElseThrow().writer(queue));
        } catch (IllegalArgumentException e) {
            return new Closed(namespace, List.of("not served: " + e.getMessage()));
        }
    }
}
