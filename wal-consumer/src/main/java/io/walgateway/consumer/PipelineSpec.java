package io.walgateway.consumer;

import io.walgateway.core.namespace.ConsumerGroups;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that shapes one pipeline, which takes one namespace's messages from one queue to one target. Two that are equal
 * deliver alike: a pipeline is replaced when its namespace's configuration leads to another one.
 *
 * @param target empty: the pipeline is for the messages that name their target themselves
 * @param retry  for those messages; a target has its own
 */
record PipelineSpec(
        String namespace, QueueConfig queue, Ordering ordering, Optional<TargetConfig> target, RetryPolicy retry) {

    /** All pipelines that a namespace needs. */
    static List<PipelineSpec> of(NamespaceConfig namespace) {
        List<PipelineSpec> specs = new ArrayList<>();
        for (QueueConfig queue : namespace.queues()) {
            for (TargetConfig target : namespace.targets()) {
                specs.add(new PipelineSpec(
                        namespace.name(), queue, namespace.ordering(), Optional.of(target), target.retry()));
            }
            specs.add(new PipelineSpec(
                    namespace.name(), queue, namespace.ordering(), Optional.empty(), namespace.retry()));
        }
        return specs;
    }

    String group() {
        return target.map(named -> ConsumerGroups.ofTarget(namespace, named.name()))
                .orElseGet(() -> ConsumerGroups.ofRequestTargets(namespace));
    }

    /** The target's name, as it stands in dead letters, metrics and logs. */
    String targetName() {
        return target.map(TargetConfig::name).orElse("@request");
    }

    int concurrencyMax() {
        return target.map(TargetConfig::concurrencyMax).orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX);
    }

    Duration deliveryTimeout() {
        return target.map(TargetConfig::deliveryTimeout).orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }
}
