package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.config.catalog.Role;
import io.walgateway.controlplane.deletion.Deletions;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.HistoryEntry;
import io.walgateway.controlplane.namespace.NamespaceName;
import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Put;
import io.walgateway.controlplane.namespace.Stored;
import io.walgateway.controlplane.namespace.Watch;
import io.walgateway.controlplane.rest.answer.Representations;
import io.walgateway.controlplane.rest.request.Conditions;
import io.walgateway.controlplane.rest.request.DocumentBody;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.controlplane.rest.request.RollbackBody;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.store.Changes;
import io.walgateway.controlplane.store.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One method for each operation; refusals are thrown, and answered elsewhere. */
final class NamespaceRoutes {
    /** Namespaces of one page. */
    private static final int PAGE_MAX = 1_000;
    /** Revisions of one page. */
    private static final int HISTORY_PAGE_MAX = 100;

    /** What queues are called after that are not named, in a document that is validated for no namespace. */
    private static final String NO_NAME = "validated";

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    /** The representation of a namespace. */
    private enum As {
        ENVELOPE,
        DOCUMENT
    }

    /** What the request says is to become of a namespace's content. */
    private enum Asked {
        REFUSE,
        DELIVER,
        DISCARD;

        Optional<Pending> pending() {
            return switch (this) {
                case REFUSE -> Optional.empty();
                case DELIVER -> Optional.of(Pending.DELIVER);
                case DISCARD -> Optional.of(Pending.DISCARD);
            };
        }
    }

    private final Namespaces namespaces;
    private final Deletions deletions;
    private final Watch watch;
    private final Documents documents;
    private final Representations representations;

    NamespaceRoutes(Namespaces namespaces, Deletions deletions, Watch watch, Documents documents, JsonMapper json) {
        this.namespaces = namespaces;
        this.deletions = deletions;
        this.watch = watch;
        this.documents = documents;
        this.representations = new Representations(json);
    }

    void put(Context request) throws IOException {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        answer(
                request,
                namespaces.put(name, DocumentBody.read(request), parameters.precondition(), parameters.signature()));
    }

    void get(Context request) {
        Parameters parameters = Parameters.of(request, "as");
        As as = parameters.oneOf("as", As.ENVELOPE, As.values());
        Stored stored = namespaces.current(parameters.name());
        long revision = stored.revision().number();
        request.header("ETag", Conditions.tag(revision));
        // The progress of a deletion changes without a revision.
        if (stored.ending().isEmpty() && Conditions.has(parameters.list("If-None-Match"), revision)) {
            request.status(304);
        } else {
            json(request, representation(stored, as));
        }
    }

    void delete(Context request) {
        Parameters parameters = Parameters.of(request, "pending");
        Stored stored = deletions.delete(
                parameters.name(),
                parameters.oneOf("pending", Asked.REFUSE, Asked.values()).pending(),
                parameters.precondition(),
                parameters.signature());
        request.status(202);
        answer(request, stored, representations.stored(stored));
    }

    void list(Context request) {
        Parameters parameters = Parameters.of(request, "shard", "after", "limit");
        int limit = (int) parameters.number("limit", 100, 1, PAGE_MAX);
        Page<Stored> page =
                namespaces.list(parameters.shard(), parameters.text("after").orElse(""), limit);
        json(request, representations.list(page));
    }

    void history(Context request) {
        Parameters parameters = Parameters.of(request, "before", "limit");
        String name = parameters.name();
        int limit = (int) parameters.number("limit", 20, 1, HISTORY_PAGE_MAX);
        long before = parameters.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        Page<HistoryEntry> page = namespaces.history(name, before, limit);
        json(request, representations.history(name, page));
    }

    void revision(Context request) {
        Parameters parameters = Parameters.of(request, "as");
        As as = parameters.oneOf("as", As.ENVELOPE, As.values());
        json(request, representation(namespaces.revision(parameters.name(), parameters.revision()), as));
    }

    void rollback(Context request) throws IOException {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        long revision = RollbackBody.read(DocumentBody.read(request));
        answer(request, namespaces.rollback(name, revision, parameters.precondition(), parameters.signature()));
    }

    void validate(Context request) throws IOException {
        Parameters parameters = Parameters.of(request, "name");
        Optional<String> name = parameters.text("name").map(NamespaceName::require);
        byte[] document = DocumentBody.read(request);
        json(
                request,
                representations.validated(name.map(given -> namespaces.validate(given, document))
                        .orElseGet(() -> documents.read(NO_NAME, document))));
    }

    void watch(Context request) throws InterruptedException {
        Parameters parameters = Parameters.of(request, "after", "wait", "shard", "instance", "role", "region");
        Optional<String> shard = parameters.shard();
        long after = parameters.number("after", 0, 0, Long.MAX_VALUE);
        Optional<Role> role = parameters.oneOf("role", Role.values());
        parameters
                .text("instance")
                .ifPresent(instance -> watch.seen(NamespaceName.require(instance), role, shard, after));
        Changes changes = watch.changesAfter(after, parameters.duration("wait", WAIT_MAX), shard);
        json(request, representations.changes(changes, shard, parameters.text("region")));
    }

    /** The document alone can be stored in a file and put again as it is. A deletion has no document. */
    private ObjectNode representation(Stored stored, As as) {
        return stored.revision()
                .document()
                .filter(_ -> as == As.DOCUMENT)
                .flatMap(JsonNode::asObjectOpt)
                .orElseGet(() -> representations.stored(stored));
    }

    private void answer(Context request, Put put) {
        request.status(put.created() ? 201 : 200);
        answer(request, put.stored(), representations.put(put));
    }

    private void answer(Context request, Stored stored, ObjectNode body) {
        request.header("ETag", Conditions.tag(stored.revision().number()));
        json(request, body);
    }

    private void json(Context request, ObjectNode body) {
        request.contentType("application/json").result(representations.bytes(body));
    }
}
