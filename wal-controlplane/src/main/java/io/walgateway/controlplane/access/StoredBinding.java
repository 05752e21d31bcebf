package io.walgateway.controlplane.access;

import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.identity.RoleBinding;
import java.time.Instant;

/** A role that an administrator has bound. */
public record StoredBinding(long id, RoleBinding binding, Signature by, Instant at) {}
