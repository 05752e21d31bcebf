package io.walgateway.core.namespace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One persistence configuration: queues of one type that together hold a namespace's log.
 *
 * @param type            the vendor, in lower case, such as {@code kafka}
 * @param cluster         a name that the process settings map to addresses
 * @param names           the queues; entries are spread over them by key; not empty
 * @param deadLetterNames the dead-letter queues: as many as {@code names}, or one for all, or none, in which case
 *                        messages that are given up are dropped
 * @param settings        settings that only this type understands, by the keys of the namespace document, such as
 *                        {@code partitions}
 */
public record QueueConfig(
        String type, String cluster, List<String> names, List<String> deadLetterNames, Map<String, String> settings) {

    public QueueConfig {
        names = List.copyOf(names);
        deadLetterNames = List.copyOf(deadLetterNames);
        settings = Map.copyOf(settings);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names: none (expected: at least one queue)");
        }
        if (deadLetterNames.size() > 1 && deadLetterNames.size() != names.size()) {
            throw new IllegalArgumentException("deadLetterNames: " + deadLetterNames.size() + " (expected: 0, 1 or "
                    + names.size() + ", one for each queue)");
        }
    }

    /** The same queues, each in a configuration of its own. */
    public List<QueueConfig> each() {
        return names.stream()
                .map(name -> new QueueConfig(
                        type,
                        cluster,
                        List.of(name),
                        deadLetterName(name).map(List::of).orElse(List.of()),
                        settings))
                .toList();
    }

    /**
     * The dead-letter queues as readable queues; they have no dead-letter queues themselves.
     *
     * @throws IllegalArgumentException when there are none
     */
    public QueueConfig deadLetters() {
        return new QueueConfig(type, cluster, deadLetterNames, List.of(), settings);
    }

    /** The dead-letter queue for messages given up from the queue with this name; empty: they are dropped. */
    public Optional<String> deadLetterName(String name) {
        if (deadLetterNames.isEmpty()) {
            return Optional.empty();
        }
        int index = deadLetterNames.size() == 1 ? 0 : names.indexOf(name);
        return Optional.of(deadLetterNames.get(Math.max(index, 0)));
    }
}
