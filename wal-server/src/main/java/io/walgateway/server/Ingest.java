package io.walgateway.server;

import io.walgateway.core.identity.Caller;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceCatalog;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.SetKeys;
import io.walgateway.log.record.TargetAddresses;
import io.walgateway.log.set.SetFacts;
import io.walgateway.producer.CallContext;
import io.walgateway.producer.LogProducer;
import io.walgateway.producer.SetReport;
import io.walgateway.producer.WriteResult;
import io.walgateway.proto.v1.GetSetRequest;
import io.walgateway.proto.v1.GetSetResponse;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.log.Unspoken;
import io.walgateway.server.set.SetResponses;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The path of every write: namespace, admission, append. Never blocks; safe for any number of threads. */
final class Ingest {
    private static final Logger log = LoggerFactory.getLogger(Ingest.class);
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    private final NamespaceCatalog catalog;
    private final LogProducer producer;
    private final InFlight inFlight;
    private final ServerMeters meters;
    private final AccessControl access;
    private final RequestTargets requestTargets;

    /** @param requestTargets that requests may name where the document does not say it */
    Ingest(
            NamespaceCatalog catalog,
            LogProducer producer,
            InFlight inFlight,
            ServerMeters meters,
            AccessControl access,
            RequestTargets requestTargets) {
        this.catalog = catalog;
        this.producer = producer;
        this.inFlight = inFlight;
        this.meters = meters;
        this.access = access;
        this.requestTargets = requestTargets;
    }

    /**
     * Appends a write, or finds out why it cannot.
     *
     * @param who    makes the call
     * @param caller called once with the answer, on this thread or, as {@link LogProducer#append} says, on another one;
     *               must not block
     */
    void write(WriteToLogRequest request, Caller who, CallContext call, Consumer<Answer> caller) {
        ServerMeters.Timing timing = meters.start();
        Optional<NamespaceConfig> found = catalog.find(request.getNamespace());
        if (found.isEmpty()) {
            caller.accept(timing.stop("", missing(request.getNamespace())));
            return;
        }
        NamespaceConfig namespace = found.get();
        if (catalog.isEnding(namespace.name())) {
            caller.accept(timing.stop(namespace.name(), new Answer.NamespaceEnding(namespace.name())));
            return;
        }
        if (access.decide(who, Permission.APPEND, namespace.asResource()) instanceof Decision.Denied denied) {
            caller.accept(timing.stop(namespace.name(), notAllowed(who, denied)));
            return;
        }
        Optional<TargetAddress> forbidden = forbiddenTarget(request, namespace);
        if (forbidden.isPresent()) {
            caller.accept(timing.stop(
                    namespace.name(),
                    targetNotAllowed(who, namespace, forbidden.get().type())));
            return;
        }
        int size = request.getSerializedSize();
        Optional<String> limit = inFlight.enter(size);
        if (limit.isPresent()) {
            caller.accept(timing.stop(namespace.name(), new Answer.Overloaded(limit.get())));
            return;
        }
        append(request, namespace, call, answer -> {
            inFlight.leave(size);
            caller.accept(timing.stop(namespace.name(), answer));
        });
    }

    /**
     * Looks a mutation set up. Calls one of the two, once, on this thread or another one; they must not block.
     *
     * @param who  makes the call: one who may read the namespace, or append to it and so make sets
     * @param call how long the caller waits
     */
    void find(
            GetSetRequest request,
            Caller who,
            CallContext call,
            Consumer<GetSetResponse> caller,
            Consumer<Answer.Rejected> refusal) {
        Optional<NamespaceConfig> namespace = catalog.find(request.getNamespace());
        String id = request.getBatchId();
        if (namespace.isEmpty()) {
            refusal.accept(missing(request.getNamespace()));
            return;
        }
        Resource resource = namespace.get().asResource();
        if (access.decide(who, Permission.READ, resource) instanceof Decision.Denied denied
                && access.decide(who, Permission.APPEND, resource) instanceof Decision.Denied) {
            refusal.accept(notAllowed(who, denied));
            return;
        }
        if (!SetKeys.isId(id)) {
            refusal.accept(
                    new Answer.Invalid(List.of(new Violation("batch_id", Shown.value(id), SetKeys.ID_EXPECTED))));
            return;
        }
        producer.find(id, namespace.get(), call.patience()).thenAccept(report -> {
            switch (report) {
                case SetReport.Found(SetFacts facts) -> caller.accept(SetResponses.of(facts));
                case SetReport.Absent() -> refusal.accept(new Answer.SetUnknown(id));
                case SetReport.NotServed(List<String> gaps) -> refusal.accept(new Answer.NotServed(gaps));
                case SetReport.Away(String why) -> refusal.accept(new Answer.StorageAway(why));
            }
        });
    }

    private void append(
            WriteToLogRequest request, NamespaceConfig namespace, CallContext call, Consumer<Answer> caller) {
        CompletionStage<WriteResult> result;
        try {
            result = producer.append(request, namespace, call);
        } catch (RuntimeException e) {
            log.warn("Expected to append to namespace={}, but a plugin failed", namespace.name(), Unspoken.of(e));
            caller.accept(new Answer.Broken(e.toString()));
            return;
        }
        result.thenAccept(settled -> caller.accept(answer(settled)));
    }

    /** One without an address is left to the checks of the request. */
    private Optional<TargetAddress> forbiddenTarget(WriteToLogRequest request, NamespaceConfig namespace) {
        return request.hasTarget()
                ? TargetAddresses.of(request.getTarget())
                        .filter(address -> !namespace.access().requestTargets().allow(address, requestTargets))
                : Optional.empty();
    }

    private static Answer.Rejected targetNotAllowed(Caller who, NamespaceConfig namespace, String type) {
        log.info("refused a target: principal={} namespace={} type={}", who, namespace.name(), type);
        return new Answer.TargetNotAllowed(namespace.name(), type);
    }

    private static Answer.Rejected notAllowed(Caller who, Decision.Denied denied) {
        log.info("refused a caller: principal={} why={}", who, denied);
        return new Answer.NotAllowed(denied);
    }

    private Answer.Rejected missing(String name) {
        if (!NAME.matcher(name).matches()) {
            return new Answer.NamespaceIllegal(name);
        }
        boolean ready = catalog.ready().toCompletableFuture().isDone();
        return ready ? new Answer.NamespaceUnknown(name) : new Answer.NotReady();
    }

    private static Answer answer(WriteResult result) {
        return switch (result) {
            case WriteResult.Durable(UUID id) -> settled(Trilean.TRILEAN_TRUE, "", id);
            case WriteResult.NotDurable(UUID id, String why) -> settled(Trilean.TRILEAN_FALSE, why, id);
            case WriteResult.Unknown(UUID id, String why) -> settled(Trilean.TRILEAN_UNKNOWN, why, id);
            case WriteResult.Refused refused -> new Answer.Invalid(refused.violations());
            case WriteResult.Incomplete(String set, int total, var missing) ->
                new Answer.Incomplete(set, total, missing);
            case WriteResult.NotServed notServed -> new Answer.NotServed(notServed.gaps());
        };
    }

    private static Answer settled(Trilean durable, String why, UUID id) {
        WriteToLogResponse.Builder response =
                WriteToLogResponse.newBuilder().setDurable(durable).setMessage(why);
        // A write that is certainly not in the log has no id: there is nothing to look for.
        if (durable != Trilean.TRILEAN_FALSE) {
            response.setMessageId(id.toString());
        }
        return new Answer.Settled(response.build());
    }
}
