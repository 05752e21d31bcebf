package io.walgateway.controlplane.access;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.controlplane.store.Page;
import io.walgateway.core.identity.Authorisation;
import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.runtime.identity.AccessControl;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The roles of the settings and those that administrators bind. Bindings are read for each decision, so a change holds at
 * once and everywhere. Every method throws {@link RefusedException} while the store is away, unless the control plane
 * authenticates nobody.
 */
public final class Roles {
    private final AccessControl access;
    private final RoleStore store;

    public Roles(AccessControl access, RoleStore store) {
        this.access = access;
        this.store = store;
    }

    public Decision decide(Caller caller, Permission permission, Resource resource) {
        return Authorisation.decide(caller, permission, resource, grants(caller));
    }

    /** Whether a caller has a permission, for many resources; the bindings are read once. */
    public Predicate<Resource> permitted(Caller caller, Permission permission) {
        Grants grants = grants(caller);
        return resource -> Authorisation.decide(caller, permission, resource, grants) instanceof Decision.Allowed;
    }

    /** Those of the settings, which only the settings change. */
    public List<RoleBinding> ofSettings() {
        return access.grants().roles();
    }

    /** Those that administrators have bound, oldest first. */
    public List<StoredBinding> stored() {
        return store.all();
    }

    /** Binds a role; one that is bound already stays as it is. */
    public StoredBinding bind(RoleBinding binding, Signature by) {
        return store.bind(binding, by);
    }

    /**
     * Removes a binding.
     *
     * @param allowed throws {@link RefusedException} where the caller may not remove it
     */
    public StoredBinding remove(long id, Signature by, Consumer<RoleBinding> allowed) {
        // A binding never changes, so what was allowed still is.
        allowed.accept(store.get(id).binding());
        return store.remove(id, by);
    }

    /** What was bound and removed, newest first. */
    public Page<RoleChange> changes(long before, int limit) {
        return store.changes(before, limit);
    }

    private Grants grants(Caller caller) {
        return switch (caller) {
            case Caller.Anyone() -> access.grants();
            case Caller.Known _ ->
                access.grants()
                        .with(store.all().stream().map(StoredBinding::binding).toList());
        };
    }
}
