package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.NoSuchRole;
import io.walgateway.controlplane.revision.Refusal.NotPermitted;
import io.walgateway.controlplane.revision.Refusal.TooManyRoles;
import io.walgateway.controlplane.revision.Refusal.Unauthenticated;

/** Problems of callers who may not do what they ask, and of roles. */
final class AccessProblems {
    private AccessProblems() {}

    static Problem of(Refusal.OfAccess refusal) {
        return switch (refusal) {
            case Unauthenticated(String why) ->
                Problem.of(401, "unauthenticated", "Callers must prove an identity here", why)
                        .with("WWW-Authenticate", "Bearer");
            case NotPermitted(var denied) ->
                Problem.of(403, "permission-missing", "The caller lacks a permission", denied.toString());
            case NoSuchRole(long id) ->
                Problem.of(
                        404,
                        "no-such-role",
                        "There is no such binding of a role",
                        id + " is none that an administrator has bound; those of the settings have no id");
            case TooManyRoles(int max) ->
                Problem.of(409, "too-many-roles", "Too many roles are bound", "at most " + max + " are; patterns help");
        };
    }
}
