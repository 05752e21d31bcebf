package io.walgateway.controlplane.set;

import java.util.List;
import java.util.Optional;

/**
 * Some of the sets that were asked for. A page ends early, even without sets, when it took long to look through the
 * lists.
 *
 * @param next where the next page begins; empty: this is the last one
 */
public record SetPage(List<SetView> sets, Optional<SetPosition> next) {
    public SetPage {
        sets = List.copyOf(sets);
    }
}
