package io.walgateway.controlplane.revision;

import java.util.List;

/**
 * What a namespace holds that is not done with.
 *
 * @param undelivered by queue and group; only counts above 0
 * @param delayed     messages that are held back until they are due
 * @param deadLetters those that are neither redriven nor discarded, those that are not imported yet among them
 * @param exact       false: a queue counts its messages only approximately
 */
public record NamespaceContent(List<Backlog> undelivered, long delayed, long deadLetters, boolean exact) {
    /** Nothing at all. */
    public static final NamespaceContent NONE = new NamespaceContent(List.of(), 0, 0, true);

    /**
     * Entries that a group has not settled.
     *
     * @param queue for people
     * @param group the target's name; {@code @request}: messages that name their target themselves
     */
    public record Backlog(String queue, String group, long count) {}

    public NamespaceContent {
        undelivered = List.copyOf(undelivered);
    }

    public boolean isEmpty() {
        return hasEmptyQueues() && deadLetters == 0;
    }

    /** True when there are dead letters at most. */
    public boolean hasEmptyQueues() {
        return undelivered.isEmpty() && delayed == 0;
    }
}
