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
 * All that shapes one pipeline, which takes one namespace's messages from one queue, by its name, to one target. Two that are equal
 * deliver alike: a pipeline is replaced when its namespace's configuration leads to another one.
 *
 * @param target       empty: the pipeline is for the messages that name their target themselves
 * @param otherTargets names of the targets that have pipelines of their own, those that the namespace has left among them; for the pipeline of messages
 *                     that name their target, which also takes those that are for a target which is not there any more
 * @param retry        for those messages; a target has its own
 * @param storage      of the namespace's document
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

    /** For messages of all revisions. */
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

    /** All pipelines that a namespace needs: for its targets, and for those that it has left and owes something. */
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

    /** By which it reads its queue. */
    public ConsumerGroup group() {
        return target.map(named -> ConsumerGroup.ofTarget(namespace, named.name()))
                .orElseGet(() -> ConsumerGroup.ofRequestTargets(namespace));
    }

    /** The one target that what this pipeline appends again is for; empty text: the one that the message names. */
    public String recipient() {
        return target.map(TargetConfig::name).orElse("");
    }

    /** The target's name, as it stands in dead letters, metrics and logs. */
    public String targetName() {
        return group().target();
    }

    /** Deliveries under way at once, at most. */
    public int concurrencyMax() {
        return target.map(TargetConfig::concurrencyMax).orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX);
    }

    /** How long one attempt may take. */
    public Duration deliveryTimeout() {
        return target.map(TargetConfig::deliveryTimeout).orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT);
    }
}
