package io.walgateway.core.namespace;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which targets each revision of a namespace had, as far back as is remembered. This outlasts the
 * {@linkplain Generation generations}, which are forgotten one by one.
 *
 * @param eras the oldest first
 */
public record TargetEras(List<Era> eras) {
    /** Nothing is remembered. */
    public static final TargetEras UNKNOWN = new TargetEras(List.of());

    /** How many eras are remembered for one namespace; a message older than those is for every target. */
    public static final int MAX = 100;

    /**
     * Revisions with the same targets, up to the next era.
     *
     * @param since   the first of them
     * @param targets their names
     */
    public record Era(long since, Set<String> targets) {
        public Era {
            targets = Set.copyOf(targets);
        }
    }

    public TargetEras {
        eras = eras.stream().sorted(Comparator.comparingLong(Era::since)).toList();
    }

    /** The names of the targets that a revision had; empty if they are not remembered. */
    public Optional<Set<String>> targets(long revision) {
        // Called for each message: the revision is mostly in the last era.
        for (int i = eras.size() - 1; i >= 0; i--) {
            if (eras.get(i).since() <= revision) {
                return Optional.of(eras.get(i).targets());
            }
        }
        return Optional.empty();
    }
}
