package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Revision;

/**
 * What became of a document that was put.
 *
 * @param revision the namespace's last revision now
 * @param created  the namespace did not exist before
 */
public record Recorded(Revision revision, boolean created) {}
