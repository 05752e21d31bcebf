package io.walgateway.controlplane.deletion;

import io.walgateway.controlplane.namespace.Provisioner;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.NamespaceContent.Backlog;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts and drops the content of a namespace's queues in all regions, including queues that the namespace has left. */
final class Contents {
    private final Regions regions;
    private final OpenLetters letters;

    Contents(Regions regions, OpenLetters letters) {
        this.regions = regions;
        this.letters = letters;
    }

    /**
     * The result of a count.
     *
     * @param asOf the counts include everything that was appended before this time
     * @param mark differs between two counts when anything was appended between them, if the queues can tell
     */
    record Counted(NamespaceContent content, Instant asOf, String mark) {}

    /**
     * Skips queues that have no plugin here. Dead letters are counted last, so that a message that is given up
     * meanwhile is counted twice rather than not at all.
     *
     * @throws io.walgateway.core.queue.QueueUnavailableException when a queue cannot be reached
     */
    Counted count(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        Sum sum = new Sum();
        for (Provisioner region : regions.all()) {
            for (QueueConfig queue : namespace.readQueues()) {
                region.content(queue, groups).ifPresent(content -> sum.addQueue(content, region.name(queue)));
            }
        }
        Set<ConsumerGroup> imports = Set.of(ConsumerGroup.ofDeadLetters(namespace.name()));
        for (Provisioner region : regions.all()) {
            for (QueueConfig queue : deadLetterQueues(namespace)) {
                region.content(queue, imports).ifPresent(sum::addDeadLetters);
            }
        }
        return new Counted(
                new NamespaceContent(
                        sum.undelivered, sum.delayed, letters.count(namespace.name()) + sum.notImported, sum.exact),
                sum.asOf,
                String.join(";", sum.marks));
    }

    /**
     * Tells all queues except the dead-letter queues to drop their content. The content of dead-letter queues is
     * imported.
     *
     * @return how long it takes until none of the content can come out
     * @throws io.walgateway.core.queue.QueueUnavailableException when a queue cannot be reached, or is still read
     */
    Duration drop(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        return regions.all().stream()
                .flatMap(region -> namespace.readQueues().stream().map(queue -> region.discard(queue, groups)))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static final class Sum {
        private final List<Backlog> undelivered = new ArrayList<>();
        private final List<String> marks = new ArrayList<>();
        private long delayed;
        private long notImported;
        private boolean exact = true;
        private Instant asOf = Instant.MAX;

        void addQueue(QueueContent content, String name) {
            add(content);
            undelivered.addAll(backlogs(name, content));
            delayed += content.delayed();
        }

        void addDeadLetters(QueueContent content) {
            add(content);
            notImported += content.undelivered().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        private void add(QueueContent content) {
            exact &= content.exact();
            asOf = content.asOf().isBefore(asOf) ? content.asOf() : asOf;
            marks.add(content.mark());
        }
    }

    private static List<Backlog> backlogs(String name, QueueContent content) {
        return content.undelivered().entrySet().stream()
                .filter(group -> group.getValue() > 0)
                .map(group -> new Backlog(name, group.getKey().target(), group.getValue()))
                .sorted((one, other) -> one.group().compareTo(other.group()))
                .toList();
    }

    private static Collection<QueueConfig> deadLetterQueues(NamespaceConfig namespace) {
        Set<QueueConfig> all = new LinkedHashSet<>();
        namespace.allQueues().stream()
                .filter(queue -> !queue.deadLetterNames().isEmpty())
                .forEach(queue -> all.add(queue.deadLetters()));
        return all;
    }
}
