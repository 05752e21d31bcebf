package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.controlplane.access.Roles;
import io.walgateway.controlplane.access.StoredBinding;
import io.walgateway.controlplane.rest.answer.RoleRepresentations;
import io.walgateway.controlplane.rest.request.DocumentBody;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.controlplane.rest.request.RoleBody;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.identity.RoleBinding;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One method for each operation on roles; refusals are thrown, and answered elsewhere. */
final class RoleRoutes {
    private static final int BODY_BYTES_MAX = 16 << 10;
    private static final int PAGE_MAX = 500;

    private final Roles roles;
    private final Gate gate;
    private final RoleRepresentations representations;
    private final JsonMapper json;

    RoleRoutes(Roles roles, Gate gate, JsonMapper json) {
        this.roles = roles;
        this.gate = gate;
        this.representations = new RoleRepresentations(json);
        this.json = json;
    }

    void list(Context request) {
        Parameters.of(request);
        json(request, representations.list(roles.ofSettings(), roles.stored()));
    }

    void bind(Context request) throws IOException {
        Parameters parameters = Parameters.of(request);
        RoleBinding binding = RoleBody.read(DocumentBody.read(request, BODY_BYTES_MAX));
        requireWithin(request, binding);
        StoredBinding stored = roles.bind(binding, parameters.signature());
        request.status(201).header("Location", "/v1/access/roles/" + stored.id());
        json(request, representations.stored(stored));
    }

    void remove(Context request) {
        Parameters parameters = Parameters.of(request);
        json(
                request,
                representations.stored(roles.remove(
                        parameters.id(), parameters.signature(), binding -> requireWithin(request, binding))));
    }

    void changes(Context request) {
        Parameters parameters = Parameters.of(request, "before", "limit");
        json(
                request,
                representations.changes(
                        roles.changes(parameters.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE), (int)
                                parameters.number("limit", 50, 1, PAGE_MAX))));
    }

    /** Nobody gives away more than they have. */
    private void requireWithin(Context request, RoleBinding binding) {
        gate.require(request, Permission.ADMINISTER, new Resource.Within(binding.scope()));
    }

    private void json(Context request, ObjectNode body) {
        request.contentType("application/json").result(json.writeValueAsBytes(body));
    }
}
