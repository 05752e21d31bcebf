package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.controlplane.letter.LetterAction;
import io.walgateway.controlplane.letter.LetterAction.Kind;
import io.walgateway.controlplane.letter.LetterFilter;
import io.walgateway.controlplane.letter.LetterOrder;
import io.walgateway.controlplane.letter.LetterPage;
import io.walgateway.controlplane.letter.LetterState;
import io.walgateway.controlplane.letter.handling.DeadLetters;
import io.walgateway.controlplane.rest.answer.LetterRepresentations;
import io.walgateway.controlplane.rest.request.BulkBody;
import io.walgateway.controlplane.rest.request.DocumentBody;
import io.walgateway.controlplane.rest.request.EditBody;
import io.walgateway.controlplane.rest.request.FilterParts;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.core.message.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One method for each operation on dead letters; refusals are thrown, and answered elsewhere. */
final class LetterRoutes {
    /** Items of one page. */
    private static final int PAGE_MAX = 500;

    private static final String[] LIST = list();
    private static final String ANY_STATE = "any";
    /** The largest payload that any queue accepts, in Base64, and the rest of the body. */
    private static final int EDIT_BYTES_MAX = 12 << 20;

    private final DeadLetters letters;
    private final LetterRepresentations representations;
    private final JsonMapper json;

    LetterRoutes(DeadLetters letters, JsonMapper json) {
        this.letters = letters;
        this.representations = new LetterRepresentations(json);
        this.json = json;
    }

    void list(Context request) {
        Parameters parameters = Parameters.of(request, LIST);
        String name = parameters.name();
        LetterFilter filter = new FilterParts(parameters::text, Parameters::refused).read();
        LetterPage page = letters.list(
                name,
                state(parameters),
                filter,
                parameters.oneOf("order", LetterOrder.NEWEST, LetterOrder.values()),
                parameters.text("after").map(_ -> parameters.number("after", 0, 1, Long.MAX_VALUE)),
                (int) parameters.number("limit", 50, 1, PAGE_MAX));
        json(request, representations.list(page, letters.counts(name)));
    }

    void get(Context request) {
        Parameters parameters = Parameters.of(request);
        json(request, representations.whole(letters.get(parameters.name(), parameters.id())));
    }

    void payload(Context request) {
        Parameters parameters = Parameters.of(request);
        Bytes payload = letters.payload(parameters.name(), parameters.id());
        request.contentType("application/octet-stream").result(payload.unsafeArray());
    }

    void edit(Context request) throws IOException {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        long id = parameters.id();
        json(
                request,
                representations.whole(letters.edit(
                        name, id, EditBody.read(DocumentBody.read(request, EDIT_BYTES_MAX)), parameters.signature())));
    }

    void redrive(Context request) {
        Parameters parameters = Parameters.of(request);
        DeadLetters.Redriven redriven = letters.redrive(parameters.name(), parameters.id(), parameters.signature());
        json(request, representations.redriven(redriven.whole(), redriven.expiryDropped()));
    }

    void discard(Context request) {
        Parameters parameters = Parameters.of(request);
        json(
                request,
                representations.whole(letters.discard(parameters.name(), parameters.id(), parameters.signature())));
    }

    void redriveMany(Context request) throws IOException {
        begin(request, Kind.REDRIVE);
    }

    void discardMany(Context request) throws IOException {
        begin(request, Kind.DISCARD);
    }

    void action(Context request) {
        Parameters parameters = Parameters.of(request);
        json(request, representations.action(letters.action(parameters.name(), parameters.id())));
    }

    void actions(Context request) {
        Parameters parameters = Parameters.of(request, "before", "limit");
        json(
                request,
                representations.actions(letters.actions(parameters.name(), before(parameters), limit(parameters))));
    }

    void stop(Context request) {
        Parameters parameters = Parameters.of(request);
        json(request, representations.action(letters.stop(parameters.name(), parameters.id(), parameters.signature())));
    }

    void audit(Context request) {
        Parameters parameters = Parameters.of(request, "before", "limit");
        json(request, representations.audit(letters.audit(parameters.name(), before(parameters), limit(parameters))));
    }

    private void begin(Context request, Kind kind) throws IOException {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        BulkBody body = BulkBody.read(DocumentBody.read(request));
        LetterAction action = letters.begin(name, kind, body.filter(), body.rate(), parameters.signature());
        request.status(202).header("Location", "/v1/namespaces/" + name + "/dead-letters/actions/" + action.id());
        json(request, representations.action(action));
    }

    private static Optional<LetterState> state(Parameters parameters) {
        return parameters.text("state").filter(ANY_STATE::equals).isPresent()
                ? Optional.empty()
                : Optional.of(parameters.oneOf("state", LetterState.OPEN, LetterState.values()));
    }

    private static long before(Parameters parameters) {
        return parameters.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    }

    private static int limit(Parameters parameters) {
        return (int) parameters.number("limit", 50, 1, PAGE_MAX);
    }

    private static String[] list() {
        List<String> names = new ArrayList<>(FilterParts.NAMES);
        names.addAll(List.of("state", "order", "after", "limit"));
        return names.toArray(String[]::new);
    }

    private void json(Context request, ObjectNode body) {
        request.contentType("application/json").result(json.writeValueAsBytes(body));
    }
}
