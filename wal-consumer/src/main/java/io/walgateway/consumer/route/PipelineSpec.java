package io.walgateway.consumer.route;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.LeftTarget;
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
import java.util.stream.Stream;

/**
 * All that shapes one pipeline, which takes one namespace's messages from one queue to one target. Pipelines of equal
 * specs deliver alike: a pipeline is replaced when its namespace's configuration leads to another spec.
 *
 * @param target       empty: the pipeline is for the messages that name their target themselves
 * @param otherTargets for the pipeline of messages that name their target: the names of the targets with pipelines of
 *                     their own, left targets included; that pipeline also takes messages for targets that no longer
 *                     exist
 * @param retry        the target's own, or the namespace's for messages that name their target
 * @param storage      the durable storage of the namespace's document
 * @param until        the first revision whose messages are not for this target; {@link #NO_END}: it is one of the
 *                     namespace's
 */
public record PipelineSpec(
        String namespace,
        QueueConfig queue,
        Ordering ordering,
        Optional<TargetConfig> target,
        Set<String> otherTargets,
        RetryPolicy retry,
        Optional<DurableStorageConfig> storage,
        long until) {

    static final long NO_END = Long.MAX_VALUE;

    /** A spec for messages of all revisions. */
    public PipelineSpec(
            String namespace,
            QueueConfig queue,
            Ordering ordering,
            Optional<TargetConfig> target,
            Set<String> otherTargets,
            RetryPolicy retry,
            Optional<DurableStorageConfig> storage) {
        this(namespace, queue, ordering, target, otherTargets, retry, storage, NO_END);
    }

    /** All pipelines that a namespace needs: for its targets, and for left targets to which it still owes messages. */
    public static List<PipelineSpec> of(NamespaceConfig namespace) {
        List<PipelineSpec> specs = new ArrayList<>();
        List<LeftTarget> targets = Stream.concat(
                        namespace.targets().stream().map(target -> new LeftTarget(target, NO_END)),
                        namespace.leftTargets().stream())
                .toList();
        Set<String> names =
                targets.stream().map(target -> target.target().name()).collect(Collectors.toUnmodifiableSet());
        for (QueueConfig queue : namespace.readQueues()) {
            targets.forEach(target -> specs.add(toTarget(namespace, queue, target.target(), target.until())));
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

    private static PipelineSpec toTarget(
            NamespaceConfig namespace, QueueConfig queue, TargetConfig target, long until) {
        return new PipelineSpec(
                namespace.name(),
                queue,
                namespace.ordering(),
                Optional.of(target),
                Set.of(),
                target.retry(),
                namespace.durableStorage(),
                until);
    }

    /** The group by which the pipeline reads its queue. */
    public ConsumerGroup group() {
        return target.map(named -> ConsumerGroup.ofTarget(namespace, named.name()))
                .orElseGet(() -> ConsumerGroup.ofRequestTargets(namespace));
    }

    /** The only target of messages that this pipeline appends again; empty text: the one that the message names. */
    public String recipient() {
        return target.map(TargetConfig::name).orElse("");
    }

    /** The target's name in dead letters, metrics and logs. */
    public String targetName() {
        return group().target();
    }

    /** The most deliveries under way at once. */
    public int concurrencyMax() {
        return target.map(TargetConfig::concurrencyMax).orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX);
    }

    /** How long one attempt may take. */
    public Duration deliveryTimeout() {
        return target.map(TargetConfig::deliveryTimeout).orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }
}
