package io.walgateway.runtime.grpc;

import io.walgateway.core.identity.Permission;
import java.util.Set;

/** What a caller needs for an rpc. */
public sealed interface RpcNeed {

    /** Nothing: also callers without an identity are answered, such as the probes of an orchestrator. */
    record Nothing() implements RpcNeed {}

    /** An identity, and no permission. */
    record Identity() implements RpcNeed {}

    /** An identity with one of these permissions, on what the request names. The service itself decides. */
    record OneOf(Set<Permission> permissions) implements RpcNeed {
        public OneOf {
            permissions = Set.copyOf(permissions);
        }
    }

    static RpcNeed oneOf(Permission... permissions) {
        return new OneOf(Set.of(permissions));
    }
}
