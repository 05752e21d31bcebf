package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.walgateway.controlplane.access.Roles;
import io.walgateway.controlplane.namespace.NamespaceName;
import io.walgateway.controlplane.rest.request.Identified;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.identity.Scope;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.identity.Presented;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before each route: finds out who calls, and refuses callers who lack what the route needs. */
final class Gate {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    /** Where servlet containers put the certificates of a connection. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Callers callers;
    private final Roles roles;
    private final Function<String, Resource.Namespace> namespaces;

    /** @param namespaces the namespace of a name, also where there is none */
    Gate(Callers callers, Roles roles, Function<String, Resource.Namespace> namespaces) {
        this.callers = callers;
        this.roles = roles;
        this.namespaces = namespaces;
    }

    /** The handler behind this gate. */
    Handler guarded(RouteNeed need, Handler handler) {
        return request -> {
            admit(need, request);
            handler.handle(request);
        };
    }

    /** Refuses the caller of a request who lacks a permission. */
    void require(Context request, Permission permission, Resource resource) {
        Caller caller = Identified.caller(request);
        if (roles.decide(caller, permission, resource) instanceof Decision.Denied denied) {
            log.info(
                    "refused a caller: route={} {} principal={} why={}",
                    request.method(),
                    request.path(),
                    caller,
                    denied);
            throw new RefusedException(new Refusal.NotPermitted(denied));
        }
    }

    /** What the caller of a request may view. */
    Predicate<Resource> viewable(Context request) {
        return roles.permitted(Identified.caller(request), Permission.VIEW);
    }

    /** Refuses a caller who may not change a namespace, or not have it in the shard to which a document moves it. */
    void requireEdit(Context request, String name, String shard) {
        if (!callers.areAuthenticated()) {
            return;
        }
        Resource.Namespace before = namespaces.apply(name);
        if (before.shard().isPresent()) {
            require(request, Permission.EDIT, before);
        }
        require(request, Permission.EDIT, Resource.Namespace.absent(name, Optional.of(shard)));
    }

    private void admit(RouteNeed need, Context request) {
        if (need instanceof RouteNeed.Nothing || !callers.areAuthenticated()) {
            return;
        }
        identify(request);
        switch (need) {
            case RouteNeed.Nothing(), RouteNeed.Decided _ -> {}
            case RouteNeed.Everything(Permission permission) ->
                require(request, permission, new Resource.Within(new Scope.All()));
            case RouteNeed.OnNamespace(Permission permission) ->
                require(request, permission, namespaces.apply(NamespaceName.require(request.pathParam("name"))));
            case RouteNeed.OnShard(Permission permission) ->
                require(
                        request,
                        permission,
                        new Resource.Within(Optional.ofNullable(request.queryParam("shard"))
                                .<Scope>map(Scope.Shard::new)
                                .orElseGet(Scope.All::new)));
        }
    }

    private void identify(Context request) {
        switch (callers.find(presented(request))) {
            case Callers.Finding.Found(Caller caller) -> Identified.note(request, caller);
            case Callers.Finding.Unauthenticated(String why) -> {
                log.info(
                        "refused a caller: route={} {} caller={} why={}",
                        request.method(),
                        request.path(),
                        request.ip(),
                        why);
                throw new RefusedException(new Refusal.Unauthenticated(why));
            }
        }
    }

    private static Presented presented(Context request) {
        return new Presented(
                certificates(request.req()),
                Optional.ofNullable(request.header("Authorization")),
                Presented.joined(Collections.list(request.req().getHeaders("X-Forwarded-Client-Cert"))));
    }

    private static List<X509Certificate> certificates(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
