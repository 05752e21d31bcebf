package io.walgateway.controlplane.namespace;

/**
 * What became of a document that was put.
 *
 * @param stored  the namespace now
 * @param created it did not exist before
 */
public record Put(Stored stored, boolean created) {}
