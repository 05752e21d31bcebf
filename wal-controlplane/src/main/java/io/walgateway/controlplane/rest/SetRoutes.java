package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.controlplane.rest.answer.SetRepresentations;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.controlplane.set.MutationSets;
import io.walgateway.controlplane.set.SetKind;
import io.walgateway.controlplane.set.SetPosition;
import io.walgateway.controlplane.set.SetQuery;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One method for each operation on mutation sets; refusals are thrown, and answered elsewhere. */
final class SetRoutes {
    /** Items of one page. */
    private static final int PAGE_MAX = 500;
    /** A set on its way is none that an operator has to look at. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private static final Duration AGE_MAX = Duration.ofDays(10_000);

    private final MutationSets sets;
    private final SetRepresentations representations;
    private final JsonMapper json;

    SetRoutes(MutationSets sets, JsonMapper json) {
        this.sets = sets;
        this.representations = new SetRepresentations(json);
        this.json = json;
    }

    void list(Context request) {
        Parameters parameters = Parameters.of(request, "state", "older_than", "region", "after", "limit");
        SetKind kind = parameters.oneOf("state", SetKind.ANY, SetKind.values());
        boolean stuck = kind == SetKind.STUCK && parameters.text("older_than").isEmpty();
        SetQuery query = new SetQuery(
                kind,
                stuck ? STUCK_AFTER : parameters.duration("older_than", AGE_MAX),
                parameters.text("region"),
                parameters
                        .text("after")
                        .map(text -> SetPosition.read(text)
                                .orElseThrow(() -> Parameters.refused("after", text, SetPosition.EXPECTED))),
                (int) parameters.number("limit", 50, 1, PAGE_MAX));
        json(request, representations.list(sets.list(parameters.name(), query)));
    }

    void get(Context request) {
        Parameters parameters = Parameters.of(request, "region");
        json(request, representations.set(sets.get(parameters.name(), parameters.set(), parameters.text("region"))));
    }

    private void json(Context request, ObjectNode body) {
        request.contentType("application/json").result(json.writeValueAsBytes(body));
    }
}
