package io.walgateway.core.identity;

/** Principals that have a role, and where. */
public record RoleBinding(PrincipalPattern principals, Role role, Scope scope) {

    boolean grants(Principal principal, Permission permission, Resource resource) {
        return role.permits(permission) && reaches(resource) && principals.matches(principal);
    }

    private boolean contains(Resource.Namespace namespace) {
        return switch (scope) {
            case Scope.All() -> true;
            case Scope.Shard(String name) ->
                namespace.shard().filter(name::equals).isPresent();
            case Scope.Prefix(String text) -> namespace.name().startsWith(text);
        };
    }

    private boolean reaches(Resource resource) {
        return switch (resource) {
            case Resource.Namespace namespace -> contains(namespace);
            case Resource.Within(Scope other) -> scope.contains(other);
            case Resource.WriterGroup() -> false;
        };
    }
}
