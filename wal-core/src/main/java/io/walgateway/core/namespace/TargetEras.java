package io.walgateway.core.namespace;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which targets each revision of a namespace had, as far back as that is remembered. Outlasts the {@linkplain Generation generations},
 * which are forgotten one by one.
 *
 * @param eras the oldest first
 */
public record TargetEras(List<Era> eras) {
    /** Nothing is remembered. */
    public static final TargetEras UNKNOWN = new TargetEras(List.of());

    /** How many are remembered of one namespace; an older message is for every target. */
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

    /** The names of the targets that a revision had; empty: that is not remembered. */
    public Optional<Set<String>> targets(long revision) {
        // Asked for each message: mostly one of the last era.
        for (int i = eras.size() - 1; i >= 0; i--) {
            if (eras.get(i).since() <= revision) {
                return Optional.of(eras.get(i).targets());
            }
        }
        return Optional.empty();
    }
}
