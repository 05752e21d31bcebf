package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.walgateway.config.catalog.Role;
import io.walgateway.controlplane.deletion.Deletions;
import io.walgateway.controlplane.namespace.Document;
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
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final Gate gate;
    private final Representations representations;

    NamespaceRoutes(
            Namespaces namespaces, Deletions deletions, Watch watch, Documents documents, Gate gate, JsonMapper json) {
        this.namespaces = namespaces;
        this.deletions = deletions;
        this.watch = watch;
        this.documents = documents;
        this.gate = gate;
        this.representations = new Representations(json);
    }

    void put(Context request) throws IOException {
        Parameters parameters = Parameters.of(request);
        String name = parameters.name();
        Document document = documents.read(name, DocumentBody.read(request));
        gate.requireEdit(request, name, document.config().shard());
        answer(request, namespaces.put(name, document, parameters.precondition(), parameters.signature()));
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
        String name = parameters.name();
        Asked asked = parameters.oneOf("pending", Asked.REFUSE, Asked.values());
        if (asked == Asked.DISCARD) {
            // It drops messages and discards dead letters.
            gate.require(request, Permission.OPERATE, namespaces.resource(name));
        }
        Stored stored = deletions.delete(name, asked.pending(), parameters.precondition(), parameters.signature());
        request.status(202);
        answer(request, stored, representations.stored(stored));
    }

    void list(Context request) {
        Parameters parameters = Parameters.of(request, "shard", "after", "limit");
        int limit = (int) parameters.number("limit", 100, 1, PAGE_MAX);
        json(request, representations.list(visible(request, parameters.shard(), parameters, limit)));
    }

    /** A page of what the caller may see; nothing else of it, such as where it ends, tells of other namespaces. */
    private Page<Stored> visible(Context request, Optional<String> shard, Parameters parameters, int limit) {
        Predicate<Resource> viewable = gate.viewable(request);
        List<Stored> visible = new ArrayList<>();
        Optional<String> from = Optional.of(parameters.text("after").orElse(""));
        while (from.isPresent() && visible.size() <= limit) {
            Page<Stored> page = namespaces.list(shard, from.get(), limit);
            page.items().stream()
                    .filter(stored -> viewable.test(resource(stored)))
                    .forEach(visible::add);
            from = page.next();
        }
        return Page.of(visible, limit, stored -> stored.revision().namespace());
    }

    private static Resource resource(Stored stored) {
        return Resource.Namespace.absent(
                stored.revision().namespace(), Optional.of(stored.revision().shard()));
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
        gate.requireEdit(
                request, name, namespaces.revision(name, revision).revision().shard());
        answer(request, namespaces.rollback(name, revision, parameters.precondition(), parameters.signature()));
    }

    void validate(Context request) throws IOException {
        Parameters parameters = Parameters.of(request, "name");
        Optional<String> name = parameters.text("name").map(NamespaceName::require);
        Document document = documents.read(name.orElse(NO_NAME), DocumentBody.read(request));
        if (name.isPresent()) {
            // What contradicts it may belong to others.
            gate.requireEdit(request, name.get(), document.config().shard());
            namespaces.validate(name.get(), document);
        }
        json(request, representations.validated(document));
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
