package io.walgateway.core.namespace;

/**
 * A target that a namespace has no more, while something for it may be left. What was written before it was left is still
 * delivered to it, by its old address; what was written since is not for it.
 *
 * @param target as it last was
 * @param until  the first revision without it
 */
public record LeftTarget(TargetConfig target, long until) {}
