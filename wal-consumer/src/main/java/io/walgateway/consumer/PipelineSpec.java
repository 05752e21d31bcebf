package io.walgateway.consumer;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that shapes one pipeline, which takes one namespace's messages from one queue, by its name, to one target. Two that are equal
 * deliver alike: a pipeline is replaced when its namespace's configuration leads to another one.
 *
 * @param target       empty: the pipeline is for the messages that name their target themselves
 * @param otherTargets names of the namespace's targets that have pipelines of their own; for the pipeline of messages
 *                     that name their target, which also takes those that are for a target which is not there any more
 * @param retry        for those messages; a target has its own
 * @param storage      of the namespace's document
 */
record PipelineSpec(
        String namespace,
        QueueConfig queue,
        Ordering ordering,
        Optional<TargetConfig> target,
        Set<String> otherTargets,
        RetryPolicy retry,
        Optional<DurableStorageConfig> storage) {

    /** All pipelines that a namespace needs. */
    static List<PipelineSpec> of(NamespaceConfig namespace) {
        List<PipelineSpec> specs = new ArrayList<>();
        Set<String> names =
                namespace.targets().stream().map(TargetConfig::name).collect(Collectors.toUnmodifiableSet());
        for (QueueConfig queue : namespace.readQueues()) {
            for (TargetConfig target : namespace.targets()) {
                specs.add(new PipelineSpec(
                        namespace.name(),
                        queue,
                        namespace.ordering(),
                        Optional.of(target),
                        Set.of(),
                        target.retry(),
                        namespace.durableStorage()));
            }
            specs.add(new PipelineSpec(
                    namespace.name(),
                    queue,
                    namespace.ordering(),
                    Optional.empty(),
                    names,
                    namespace.retry(),
                    namespace.durableStorage()));
        }
        return specs;
    }

    ConsumerGroup group() {
        return target.map(named -> ConsumerGroup.ofTarget(namespace, named.name()))
                .orElseGet(() -> ConsumerGroup.ofRequestTargets(namespace));
    }

    /** The one target that what this pipeline appends again is for; empty text: the one that the message names. */
    String recipient() {
        return target.map(TargetConfig::name).orElse("");
    }

    /** The target's name, as it stands in dead letters, metrics and logs. */
    String targetName() {
        return group().target();
    }

    int concurrencyMax() {
        return target.map(TargetConfig::concurrencyMax).orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX);
    }

    Duration deliveryTimeout() {
        return target.map(TargetConfig::deliveryTimeout).orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }
}
