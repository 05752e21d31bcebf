package io.walgateway.controlplane.access;

/**
 * A binding that was made or removed.
 *
 * @param id      of the entry
 * @param removed false: it was made
 * @param stored  the binding, with who changed it, and when
 */
public record RoleChange(long id, boolean removed, StoredBinding stored) {}
