package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.core.namespace.TargetEras;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes since a watcher looked last.
 *
 * @param number     the number of the store's last change; everything up to it is included
 * @param whole      true if these are all existing namespaces, and not only the changed ones
 * @param namespaces the last revision of each, in the order of the changes
 * @param earlier    queues that these namespaces had before, the oldest first
 * @param endings    namespaces that are being deleted
 * @param targetEras which targets each revision had, by the namespace
 */
public record Changes(
        long number,
        boolean whole,
        List<Revision> namespaces,
        List<EarlierGeneration> earlier,
        List<Ending> endings,
        Map<String, TargetEras> targetEras) {

    public Changes {
        namespaces = List.copyOf(namespaces);
        earlier = List.copyOf(earlier);
        endings = List.copyOf(endings);
        targetEras = Map.copyOf(targetEras);
    }

    /** What becomes of the content of a namespace that is being deleted; empty: it is not being deleted. */
    public Optional<Pending> ending(String namespace) {
        return endings.stream()
                .filter(ending -> ending.namespace().equals(namespace))
                .map(Ending::pending)
                .findFirst();
    }

    /** Which targets each revision of a namespace had. */
    public TargetEras targetEras(String namespace) {
        return targetEras.getOrDefault(namespace, TargetEras.UNKNOWN);
    }

    /** Queues that a namespace had before, the oldest first. */
    public List<EarlierGeneration> earlier(String namespace) {
        return earlier.stream()
                .filter(generation -> generation.namespace().equals(namespace))
                .toList();
    }
}
