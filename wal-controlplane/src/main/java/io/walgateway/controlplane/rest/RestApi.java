package io.walgateway.controlplane.rest;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;
import static io.walgateway.core.identity.Permission.ADMINISTER;
import static io.walgateway.core.identity.Permission.EDIT;
import static io.walgateway.core.identity.Permission.OPERATE;
import static io.walgateway.core.identity.Permission.READ;
import static io.walgateway.core.identity.Permission.VIEW;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.controlplane.access.Roles;
import io.walgateway.controlplane.deletion.Deletions;
import io.walgateway.controlplane.letter.handling.DeadLetters;
import io.walgateway.controlplane.namespace.DelayedMessages;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Watch;
import io.walgateway.controlplane.rest.RouteNeed.Decided;
import io.walgateway.controlplane.rest.RouteNeed.Everything;
import io.walgateway.controlplane.rest.RouteNeed.OnNamespace;
import io.walgateway.controlplane.rest.RouteNeed.OnShard;
import io.walgateway.controlplane.rest.answer.Representations;
import io.walgateway.controlplane.rest.request.Parameters;
import io.walgateway.controlplane.set.MutationSets;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.tls.PortTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server. Requests run on virtual threads; the few platform threads only move bytes. */
public final class RestApi implements AutoCloseable {

    private static final int PLATFORM_THREADS_MAX = 12;
    private static final int PLATFORM_THREADS_MIN = 4;
    private static final int DOCUMENTS_AT_ONCE_MAX = 16;
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final String ONE = "/v1/namespaces/{name}";
    private static final RouteNeed OPEN = new RouteNeed.Nothing();
    private static final Set<HandlerType> METHODS = Set.of(GET, HEAD, PUT, POST, PATCH, DELETE, OPTIONS);

    private final RouteTable routes;
    private final Representations representations;
    private final MeterRegistry metrics;
    private final String host;
    private final CrossSite crossSite;
    private final AtomicReference<RestConnector> connector;
    private final Javalin server;

    public RestApi(
            Namespaces namespaces,
            Deletions deletions,
            Watch watch,
            Documents documents,
            DelayedMessages delayed,
            DeadLetters letters,
            MutationSets sets,
            Callers callers,
            Roles roles,
            JsonMapper json,
            MeterRegistry metrics,
            String host,
            AllowedSites allowed) {
        this.crossSite = new CrossSite(host, allowed);
        this.representations = new Representations(json);
        Gate gate = new Gate(callers, roles, namespaces::resource);
        this.routes = routes(
                gate,
                new Routes(
                        new NamespaceRoutes(namespaces, deletions, watch, documents, gate, json),
                        new DelayedRoutes(delayed, json),
                        new LetterRoutes(letters, json),
                        new SetRoutes(sets, json),
                        new RoleRoutes(roles, gate, json)));
        this.metrics = metrics;
        this.host = host;
        this.connector = new AtomicReference<>(new RestConnector(host, 0, Optional.empty()));
        this.server = Javalin.create(this::configure);
    }

    /**
     * Starts to listen.
     *
     * @param port 0: any free port
     * @param tls  empty: answers are not encrypted
     * @return the port
     */
    public int start(int port, Optional<PortTls> tls) {
        connector.set(new RestConnector(host, port, tls));
        return server.start(host, port).port();
    }

    /** The routes of the interface, one object for each kind. */
    record Routes(
            NamespaceRoutes namespaces,
            DelayedRoutes delayed,
            LetterRoutes letters,
            SetRoutes sets,
            RoleRoutes roles) {}

    static RouteTable routes(Gate gate, Routes routes) {
        Admission documents = new Admission(DOCUMENTS_AT_ONCE_MAX);
        RouteTable table = new RouteTable(gate)
                .add(GET, "/v1/schema", OPEN, constant("application/schema+json", schema()))
                .add(GET, "/openapi.yaml", OPEN, constant("application/yaml", openapi()));
        addNamespaces(table, routes.namespaces(), documents);
        addContents(table, routes.delayed(), routes.sets(), documents);
        addRoles(table, routes.roles());
        return addLetters(table, routes.letters(), documents, ONE + "/dead-letters");
    }

    private static void addNamespaces(RouteTable table, NamespaceRoutes routes, Admission documents) {
        table.add(GET, "/v1/namespaces", new Decided(VIEW, "each namespace"), documents.bounded(routes::list))
                .add(PUT, ONE, new Decided(EDIT, "the namespace, in both shards"), documents.bounded(routes::put))
                .add(GET, ONE, new OnNamespace(VIEW), routes::get)
                .add(DELETE, ONE, new OnNamespace(EDIT), routes::delete)
                .add(GET, ONE + "/revisions", new OnNamespace(VIEW), documents.bounded(routes::history))
                .add(GET, ONE + "/revisions/{revision}", new OnNamespace(VIEW), routes::revision)
                .add(
                        POST,
                        ONE + "/rollback",
                        new Decided(EDIT, "the namespace, in both shards"),
                        documents.bounded(routes::rollback))
                .add(
                        POST,
                        "/v1/validate",
                        new Decided(EDIT, "the namespace that the query names"),
                        documents.bounded(routes::validate))
                .add(GET, "/v1/watch", new OnShard(VIEW), routes::watch);
    }

    private static void addContents(RouteTable table, DelayedRoutes delayed, SetRoutes sets, Admission documents) {
        table.add(GET, ONE + "/delayed", new OnNamespace(READ), documents.bounded(delayed::get))
                .add(DELETE, ONE + "/delayed/{message}", new OnNamespace(OPERATE), documents.bounded(delayed::cancel))
                .add(GET, ONE + "/sets", new OnNamespace(READ), documents.bounded(sets::list))
                .add(GET, ONE + "/sets/{id}", new OnNamespace(READ), documents.bounded(sets::get));
    }

    private static void addRoles(RouteTable table, RoleRoutes roles) {
        RouteNeed everything = new Everything(ADMINISTER);
        RouteNeed within = new Decided(ADMINISTER, "the scope of the binding");
        table.add(GET, "/v1/access/roles", everything, roles::list)
                .add(POST, "/v1/access/roles", within, roles::bind)
                .add(DELETE, "/v1/access/roles/{id}", within, roles::remove)
                .add(GET, "/v1/access/changes", everything, roles::changes);
    }

    /** A route that ends in a word takes precedence over one that ends in a parameter. */
    private static RouteTable addLetters(RouteTable table, LetterRoutes letters, Admission documents, String all) {
        RouteNeed read = new OnNamespace(READ);
        RouteNeed operate = new OnNamespace(OPERATE);
        return table.add(GET, all, read, documents.bounded(letters::list))
                .add(GET, all + "/audit", read, letters::audit)
                .add(GET, all + "/actions", read, letters::actions)
                .add(GET, all + "/actions/{id}", read, letters::action)
                .add(DELETE, all + "/actions/{id}", operate, letters::stop)
                .add(POST, all + "/redrive", operate, documents.bounded(letters::redriveMany))
                .add(POST, all + "/discard", operate, documents.bounded(letters::discardMany))
                .add(GET, all + "/{id}", read, documents.bounded(letters::get))
                .add(GET, all + "/{id}/payload", read, new Admission(1).bounded(letters::payload))
                .add(PATCH, all + "/{id}", operate, documents.bounded(letters::edit))
                .add(DELETE, all + "/{id}", operate, letters::discard)
                .add(POST, all + "/{id}/redrive", operate, documents.bounded(letters::redrive));
    }

    static byte[] openapi() {
        return resource(RestApi.class, "/openapi.yaml");
    }

    private static byte[] schema() {
        return resource(NamespaceDocument.class, "namespace.schema.json");
    }

    private static byte[] resource(Class<?> beside, String name) {
        try (InputStream resource = beside.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Handler constant(String type, byte[] content) {
        return request -> {
            Parameters.of(request);
            request.contentType(type).result(content);
        };
    }

    private void configure(JavalinConfig config) {
        ErrorAnswers errors = new ErrorAnswers(representations, routes);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.threadPool = threads();
        config.jetty.addConnector((jetty, http) -> connector.get().of(jetty, http));
        config.jetty.modifyServer(jetty -> configure(jetty, errors));
        config.requestLogger.http(this::measure);
        config.routes.exception(Exception.class, errors::answer);
        // Without this, a rule that Javalin registers itself would answer.
        config.routes.exception(HttpResponseException.class, errors::answer);
        config.router.javaLangErrorHandler((response, error) -> {
            throw error;
        });
        config.routes.before(crossSite::check);
        routes.withHead().forEach(config.routes::addEndpoint);
    }

    private static void configure(Server jetty, ErrorAnswers errors) {
        jetty.setStopTimeout(DRAIN.toMillis());
        jetty.insertHandler(new GracefulHandler());
        jetty.setErrorHandler(errors::answer);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS_MAX, PLATFORM_THREADS_MIN);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory()));
        return threads;
    }

    private void measure(Context request, Float millis) {
        var endpoint = request.endpoints().lastHttpEndpoint();
        Timer.builder("wal.controlplane.requests")
                .description("REST requests answered, by route and status")
                .tag("method", methodLabel(request.method()))
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag("status", String.valueOf(request.statusCode()))
                .register(metrics)
                .record(Duration.ofNanos((long) (millis * 1_000_000)));
    }

    /** Callers can invent methods, and each would become a time series of its own. */
    private static String methodLabel(HandlerType method) {
        return METHODS.contains(method) ? method.name() : "other";
    }

    /** Accepts no more requests, and waits a while for those in flight. */
    @Override
    public void close() {
        server.stop();
    }
}
