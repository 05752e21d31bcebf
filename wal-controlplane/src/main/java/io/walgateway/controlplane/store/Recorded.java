package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Revision;

/**
 * The result of storing a document.
 *
 * @param revision the namespace's last revision now
 * @param created  true if the namespace did not exist before
 */
public record Recorded(Revision revision, boolean created) {}
