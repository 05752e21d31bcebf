package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Revision;
import java.util.List;

/**
 * What has changed since a watcher looked last.
 *
 * @param number     the number of the store's last change; everything up to it is taken into account
 * @param whole      these are all namespaces there are, not only what has changed
 * @param namespaces the last revision of each, in the order of the changes
 */
public record Changes(long number, boolean whole, List<Revision> namespaces) {

    public Changes {
        namespaces = List.copyOf(namespaces);
    }
}
