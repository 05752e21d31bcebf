package io.walgateway.core.namespace;

/**
 * A target that a namespace no longer has, while messages for it may remain. Messages written before the namespace left
 * it are still delivered to it, at its old address. Messages written since are not.
 *
 * @param target its last configuration
 * @param until  the first revision without it
 */
public record LeftTarget(TargetConfig target, long until) {}
