package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Revision;
import java.util.List;
import java.util.Optional;

/**
 * What has changed since a watcher looked last.
 *
 * @param number     the number of the store's last change; everything up to it is taken into account
 * @param whole      these are all namespaces there are, not only what has changed
 * @param namespaces the last revision of each, in the order of the changes
 * @param earlier    queues that these namespaces had before, the oldest first
 * @param endings    namespaces that are being deleted
 */
public record Changes(
        long number, boolean whole, List<Revision> namespaces, List<EarlierLayout> earlier, List<Ending> endings) {

    public Changes {
        namespaces = List.copyOf(namespaces);
        earlier = List.copyOf(earlier);
        endings = List.copyOf(endings);
    }

    /** What becomes of what a namespace holds that is being deleted; empty: it is not. */
    public Optional<Pending> ending(String namespace) {
        return endings.stream()
                .filter(ending -> ending.namespace().equals(namespace))
                .map(Ending::pending)
                .findFirst();
    }

    /** Queues that a namespace had before, the oldest first. */
    public List<EarlierLayout> earlier(String namespace) {
        return earlier.stream()
                .filter(layout -> layout.namespace().equals(namespace))
                .toList();
    }
}
