package io.walgateway.core.identity;

import java.util.List;

/** The one rule that says whether a caller may do something. Pure. */
public final class Authorisation {
    private static final Decision ALLOWED = new Decision.Allowed();

    private Authorisation() {}

    /**
     * Decides. In a process that authenticates nobody, everything is allowed but what only an authenticated caller could
     * be allowed: appending to a namespace whose document lists writers.
     */
    public static Decision decide(Caller caller, Permission permission, Resource resource, Grants grants) {
        boolean allowed = switch (caller) {
            case Caller.Anyone() -> !(permission == Permission.APPEND && hasWriters(resource));
            case Caller.Known(Principal principal) ->
                listed(principal, permission, resource, grants)
                        || grants.roles().stream().anyMatch(binding -> binding.grants(principal, permission, resource));
        };
        return allowed ? ALLOWED : new Decision.Denied(permission, resource);
    }

    private static boolean hasWriters(Resource resource) {
        return resource instanceof Resource.Namespace namespace
                && !namespace.writers().isEmpty();
    }

    private static boolean listed(Principal principal, Permission permission, Resource resource, Grants grants) {
        return switch (resource) {
            case Resource.Namespace namespace ->
                switch (permission) {
                    case APPEND -> among(principal, namespace.writers(), grants.defaultWriters());
                    case READ -> among(principal, namespace.readers(), grants.defaultReaders());
                    case APPLY, VIEW, EDIT, OPERATE, ADMINISTER -> false;
                };
            case Resource.WriterGroup() ->
                permission == Permission.APPLY && PrincipalPattern.anyMatches(grants.appliers(), principal);
            case Resource.Within _ -> false;
        };
    }

    private static boolean among(Principal principal, List<PrincipalPattern> named, List<PrincipalPattern> otherwise) {
        return PrincipalPattern.anyMatches(named.isEmpty() ? otherwise : named, principal);
    }
}
