package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Authorisation;
import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;

/**
 * Who calls a process, and what the callers may do.
 *
 * @param callers finds out who calls; closed by whoever opened it
 * @param grants  what the process's settings allow
 */
public record AccessControl(Callers callers, Grants grants) {
    /** As without any settings. */
    public static final AccessControl OPEN = new AccessControl(Callers.of(), Grants.NONE);

    /** {@link Authorisation#decide}, with the grants of the settings. */
    public Decision decide(Caller caller, Permission permission, Resource resource) {
        return Authorisation.decide(caller, permission, resource, grants);
    }
}
