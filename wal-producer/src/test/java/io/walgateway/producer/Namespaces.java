package io.walgateway.producer;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Namespaces for tests. */
final class Namespaces {
    static final Limits LIMITS = new Limits(1000, Duration.ofHours(1));

    private Namespaces() {}

    static NamespaceConfig withoutTarget(String queueType) {
        return namespace(queueType, List.of());
    }

    static NamespaceConfig withTarget(String queueType, String targetType) {
        return namespace(
                queueType,
                List.of(new TargetConfig(
                        "main",
                        new TargetAddress(targetType, Map.of()),
                        RetryPolicy.DEFAULT,
                        TargetConfig.DEFAULT_CONCURRENCY_MAX,
                        TargetConfig.DEFAULT_DELIVERY_TIMEOUT)));
    }

    private static NamespaceConfig namespace(String queueType, List<TargetConfig> targets) {
        return new NamespaceConfig(
                "orders",
                7,
                "default",
                "consumer",
                NamespaceConfig.Ordering.NONE,
                List.of(new QueueConfig(queueType, "default", List.of("orders"), List.of("orders-dlq"), Map.of())),
                targets,
                RetryPolicy.DEFAULT,
                LIMITS,
                NamespaceConfig.Access.OPEN,
                Optional.empty(),
                List.of());
    }
}
