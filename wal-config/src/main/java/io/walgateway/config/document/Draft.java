package io.walgateway.config.document;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.TargetConfig;
import java.util.List;
import java.util.Optional;

/** A namespace configuration that lacks only its name and revision, which the document does not contain. */
record Draft(
        String shard,
        String consumerStack,
        Ordering ordering,
        List<QueueDraft> queues,
        List<TargetConfig> targets,
        Policies policies,
        Optional<DurableStorageConfig> durableStorage) {

    NamespaceConfig toConfig(String name, long revision) {
        return new NamespaceConfig(
                name,
                revision,
                shard,
                consumerStack,
                ordering,
                queues.stream().map(queue -> queue.toConfig(name)).toList(),
                targets,
                policies,
                durableStorage);
    }
}
