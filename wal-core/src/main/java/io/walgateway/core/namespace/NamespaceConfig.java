package io.walgateway.core.namespace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One namespace: which queues hold its log, where its messages go, and within which limits.
 *
 * @param name           1 to 100 characters out of {@code A-Z a-z 0-9 . _ -}
 * @param revision       ascending with each change of this namespace, from 1
 * @param shard          the isolated deployment that serves it
 * @param consumerStack  the consumer group of processes that delivers for it
 * @param ordering       what is kept in order
 * @param queues         where writes are appended, the first one first; not empty
 * @param targets        where messages go that name no target themselves; names are unique
 * @param policies       the rules for its writes
 * @param durableStorage where batches and large payloads are stored
 * @param history        what is known of earlier revisions
 */
public record NamespaceConfig(
        String name,
        long revision,
        String shard,
        String consumerStack,
        Ordering ordering,
        List<QueueConfig> queues,
        List<TargetConfig> targets,
        Policies policies,
        Optional<DurableStorageConfig> durableStorage,
        History history) {

    public NamespaceConfig {
        queues = List.copyOf(queues);
        targets = List.copyOf(targets);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("queues: none (expected: at least one)");
        }
        Set<String> names = new HashSet<>();
        for (TargetConfig target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("targets: " + target.name() + " twice (expected: unique names)");
            }
        }
    }

    /** A namespace whose queues were never others. */
    public NamespaceConfig(
            String name,
            long revision,
            String shard,
            String consumerStack,
            Ordering ordering,
            List<QueueConfig> queues,
            List<TargetConfig> targets,
            Policies policies,
            Optional<DurableStorageConfig> durableStorage) {
        this(name, revision, shard, consumerStack, ordering, queues, targets, policies, durableStorage, History.NONE);
    }

    /** {@link Policies#retry()}. */
    public RetryPolicy retry() {
        return policies.retry();
    }

    /** {@link Policies#limits()}. */
    public Limits limits() {
        return policies.limits();
    }

    /** {@link Policies#delays()}. */
    public Delays delays() {
        return policies.delays();
    }

    /** {@link Policies#access()}. */
    public Access access() {
        return policies.access();
    }

    /** {@link History#earlier()}. */
    public List<Generation> earlier() {
        return history.earlier();
    }

    /** The same under another revision. */
    public NamespaceConfig withRevision(long number) {
        return with(number, history);
    }

    /** The same, with queues and targets of earlier revisions for which something may be left. */
    public NamespaceConfig withEarlier(List<Generation> generations) {
        return with(revision, new History(generations, history.targetEras()));
    }

    /** The same, where it is known which targets each revision had. */
    public NamespaceConfig withEras(TargetEras eras) {
        return with(revision, new History(history.earlier(), eras));
    }

    private NamespaceConfig with(long number, History changed) {
        return new NamespaceConfig(
                name, number, shard, consumerStack, ordering, queues, targets, policies, durableStorage, changed);
    }

    /**
     * All queues from which there may be something to read, each by itself: those of now, and those of earlier revisions.
     */
    public Set<QueueConfig> readQueues() {
        Set<QueueConfig> all = new LinkedHashSet<>();
        Set<List<String>> places = new HashSet<>();
        allQueues().stream()
                .flatMap(queue -> queue.each().stream())
                .filter(queue -> places.add(
                        List.of(queue.type(), queue.cluster(), queue.names().getFirst())))
                .forEach(all::add);
        return all;
    }

    /** The queues of now and those of earlier revisions, as the documents name them together. */
    public List<QueueConfig> allQueues() {
        return Stream.concat(queues.stream(), earlier().stream().flatMap(generation -> generation.queues().stream()))
                .toList();
    }

    /** Targets of earlier revisions that are none of today's, each as it last was. */
    public List<LeftTarget> leftTargets() {
        Map<String, LeftTarget> left = new LinkedHashMap<>();
        earlier()
                .forEach(generation -> generation
                        .targets()
                        .forEach(target -> left.put(target.name(), new LeftTarget(target, generation.until()))));
        targets.forEach(target -> left.remove(target.name()));
        return List.copyOf(left.values());
    }

    /**
     * Whether the messages of a revision are for a target: it was one of that revision's. A message is for no others,
     * whenever it is read, so that none gets it after messages that were written later. A message is for every target where
     * the targets of its revision are not remembered, or all of them are forgotten.
     *
     * @param revision no later than this one; 0: others have written the message, and knew of none
     */
    public boolean isFor(String target, long revision) {
        Optional<Set<String>> then = history.targetEras().targets(revision);
        return then.isEmpty()
                || then.get().contains(target)
                || then.get().stream().noneMatch(this::isReached);
    }

    private boolean isReached(String target) {
        return targets.stream().anyMatch(one -> one.name().equals(target))
                || leftTargets().stream().anyMatch(left -> left.target().name().equals(target));
    }

    /** What is kept in order. */
    public enum Ordering {
        /** Nothing: each message is delivered as soon as it can be. */
        NONE,
        /** Messages with the same ordering key are delivered in append order and never overlap. */
        KEY
    }

    /**
     * Who may use a namespace. An empty list allows everyone whom the process lets in.
     *
     * @param writers may append
     * @param readers may see its dead letters and status
     */
    public record Access(List<String> writers, List<String> readers) {
        /** Everyone. */
        public static final Access OPEN = new Access(List.of(), List.of());

        public Access {
            writers = List.copyOf(writers);
            readers = List.copyOf(readers);
        }
    }

    /**
     * Where batches and large payloads lie.
     *
     * @param type      the vendor, in lower case, such as {@code cassandra}
     * @param namespace the storage's own name for the place
     * @param shard     the storage's own deployment; empty: its default
     */
    public record DurableStorageConfig(String type, String namespace, String shard) {
        /** For people. */
        @Override
        public String toString() {
            return type + " " + namespace + (shard.isEmpty() ? "" : " of " + shard);
        }
    }
}
