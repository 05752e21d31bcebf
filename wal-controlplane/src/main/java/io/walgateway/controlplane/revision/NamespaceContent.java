package io.walgateway.controlplane.revision;

import java.util.List;

/**
 * The unfinished content of a namespace.
 *
 * @param undelivered by queue and group; only counts above 0
 * @param delayed     messages that are held back until they are due
 * @param deadLetters letters that are neither redriven nor discarded, including those that are not imported yet
 * @param exact       false: a queue counts its messages only approximately
 */
public record NamespaceContent(List<Backlog> undelivered, long delayed, long deadLetters, boolean exact) {
    /** Nothing at all. */
    public static final NamespaceContent NONE = new NamespaceContent(List.of(), 0, 0, true);

    /**
     * Entries that a group has not settled.
     *
     * @param queue the queue's display name
     * @param group the target's name; {@code @request}: messages that name their target themselves
     */
    public record Backlog(String queue, String group, long count) {}

    public NamespaceContent {
        undelivered = List.copyOf(undelivered);
    }

    public boolean isEmpty() {
        return hasEmptyQueues() && deadLetters == 0;
    }

    /** True if nothing is left except, possibly, dead letters. */
    public boolean hasEmptyQueues() {
        return undelivered.isEmpty() && delayed == 0;
    }
}
