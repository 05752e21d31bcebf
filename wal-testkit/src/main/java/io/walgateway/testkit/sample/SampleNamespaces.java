package io.walgateway.testkit.sample;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Namespaces for tests. */
public final class SampleNamespaces {
    static final Limits LIMITS = new Limits(1000, Duration.ofHours(1));

    private SampleNamespaces() {}

    public static NamespaceConfig withoutTarget(String queueType) {
        return namespace(queueType, List.of());
    }

    public static NamespaceConfig withTarget(String queueType, String targetType) {
        return namespace(queueType, List.of(target("main", targetType)));
    }

    /** Two targets, payloads of any size, and durable storage of this type. */
    public static NamespaceConfig withStorage(String queueType, String targetType, Optional<String> storageType) {
        return withStorageAt(
                queueType, targetType, storageType.map(type -> new DurableStorageConfig(type, "large", "")));
    }

    /** As {@code withStorage}, with a complete configuration of the storage. */
    public static NamespaceConfig withStorageAt(
            String queueType, String targetType, Optional<DurableStorageConfig> storage) {
        List<TargetConfig> targets = List.of(target("main", targetType), target("copy", targetType));
        Limits limits = new Limits(Limits.PAYLOAD_BYTES_LIMIT, Duration.ofHours(1));
        return namespace(queueType, targets, limits, storage);
    }

    private static TargetConfig target(String name, String type) {
        return new TargetConfig(
                name,
                new TargetAddress(type, Map.of()),
                RetryPolicy.DEFAULT,
                TargetConfig.DEFAULT_CONCURRENCY_MAX,
                TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }

    private static NamespaceConfig namespace(String queueType, List<TargetConfig> targets) {
        return namespace(queueType, targets, LIMITS, Optional.empty());
    }

    private static NamespaceConfig namespace(
            String queueType, List<TargetConfig> targets, Limits limits, Optional<DurableStorageConfig> storage) {
        return new NamespaceConfig(
                "orders",
                7,
                "default",
                "consumer",
                NamespaceConfig.Ordering.NONE,
                List.of(new QueueConfig(queueType, "default", List.of("orders"), List.of("orders-dlq"), Map.of())),
                targets,
                new Policies(RetryPolicy.DEFAULT, limits, NamespaceConfig.Access.OPEN),
                storage);
    }
}
