package io.walgateway.core.namespace;

import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.set.SetPolicy;
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
 * @param revision       increases with each change of this namespace, from 1
 * @param shard          the isolated deployment that serves it
 * @param consumerStack  the group of consumer processes that delivers for it
 * @param ordering       what is kept in order
 * @param queues         where writes are appended, the first one first; not empty
 * @param targets        the recipients of messages that name no target themselves; names are unique
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

    /** A namespace whose queues never changed. */
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

    /** The namespace as something that callers may be allowed to use. */
    public Resource.Namespace asResource() {
        return new Resource.Namespace(
                name,
                Optional.of(shard),
                policies.access().writers(),
                policies.access().readers());
    }

    /** {@link Policies#sets()}. */
    public SetPolicy sets() {
        return policies.sets();
    }

    /** {@link History#earlier()}. */
    public List<Generation> earlier() {
        return history.earlier();
    }

    /** The same configuration under another revision. */
    public NamespaceConfig withRevision(long number) {
        return with(number, history);
    }

    /** The same configuration with queues and targets of earlier revisions for which messages may remain. */
    public NamespaceConfig withEarlier(List<Generation> generations) {
        return with(revision, new History(generations, history.targetEras()));
    }

    /** The same configuration with the targets that each revision had. */
    public NamespaceConfig withEras(TargetEras eras) {
        return with(revision, new History(history.earlier(), eras));
    }

    private NamespaceConfig with(long number, History changed) {
        return new NamespaceConfig(
                name, number, shard, consumerStack, ordering, queues, targets, policies, durableStorage, changed);
    }

    /**
     * Every queue that may hold something to read, one configuration each: today's queues and those of earlier
     * revisions.
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

    /** Today's queue configurations and those of earlier revisions, grouped as the documents name them. */
    public List<QueueConfig> allQueues() {
        return Stream.concat(queues.stream(), earlier().stream().flatMap(generation -> generation.queues().stream()))
                .toList();
    }

    /** Targets of earlier revisions that today's configuration lacks, each as it last was. */
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
     * True if the messages of a revision are for a target, that is, if the revision had that target. This does not
     * depend on when the messages are read, so no target gets a message after messages that were written later. A
     * message is for every target if the targets of its revision are not remembered, or if the namespace no longer
     * knows any of them.
     *
     * @param revision no later than this configuration's; 0 for a message that another writer wrote without knowing a
     *                 revision
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

    /** The scope of ordering. */
    public enum Ordering {
        /** Nothing: each message is delivered as soon as it can be. */
        NONE,
        /** Messages with the same ordering key are delivered in append order and never overlap. */
        KEY
    }

    /**
     * The callers that may use a namespace. An empty list leaves it to the settings of the deployment.
     *
     * @param writers may append
     * @param readers may see its dead letters, delayed messages, payloads and status
     * @param requestTargets the targets that requests may name
     */
    public record Access(
            List<PrincipalPattern> writers, List<PrincipalPattern> readers, RequestTargets requestTargets) {
        /** Nobody is named. */
        public static final Access OPEN = new Access(List.of(), List.of());

        public Access {
            writers = List.copyOf(writers);
            readers = List.copyOf(readers);
        }

        /** Whose document does not say which targets requests may name. */
        public Access(List<PrincipalPattern> writers, List<PrincipalPattern> readers) {
            this(writers, readers, new RequestTargets.Unsaid());
        }
    }

    /**
     * Where batches and large payloads are stored.
     *
     * @param type      the vendor, in lower case, such as {@code cassandra}
     * @param namespace the storage's own name for the place
     * @param shard     the storage's own deployment; empty: its default
     */
    public record DurableStorageConfig(String type, String namespace, String shard) {
        /** Human-readable. */
        @Override
        public String toString() {
            return type + " " + namespace + (shard.isEmpty() ? "" : " of " + shard);
        }
    }
}
