package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes durable: checks a request, gives it its id and its times, and appends it to the first queue of its
 * namespace. Safe for any number of threads; nothing here blocks, and no thread waits for an answer.
 */
public final class LogProducer implements AutoCloseable {
    private final Plugins plugins;
    private final QueueClients clients;
    private final InstantSource clock;
    private final MessageIds ids;
    private final String region;
    private final WriteValidator validator;
    private final Patience patience = new Patience();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    /**
     * @param clients stays the caller's to close, after this producer
     * @param region  where this process runs; empty text when the deployment names none
     */
    public LogProducer(Plugins plugins, QueueClients clients, InstantSource clock, MessageIds ids, String region) {
        this.plugins = plugins;
        this.clients = clients;
        this.clock = clock;
        this.ids = ids;
        this.region = region;
        validator = new WriteValidator(plugins);
    }

    /** As {@link #append(WriteToLogRequest, NamespaceConfig, CallContext)}, for a caller who waits as long as it takes. */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace) {
        return append(request, namespace, CallContext.UNBOUNDED);
    }

    /**
     * Appends a write.
     *
     * <p>The stage always completes normally: on this thread, on one of the queue's client, or, when the caller's patience
     * ends before the queue has answered, on a timer's. What is attached to it must not block. Writes that one thread
     * appends one after another with the same ordering key lie in the queue in that order.
     */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace, CallContext call) {
        Route route = route(namespace);
        Instant now = clock.instant();
        return switch (route) {
            case Route.Closed closed -> answered(new WriteResult.NotServed(closed.gaps()));
            case Route.Open open -> {
                UUID id = id(request);
                yield switch (validator.validate(request, namespace, now, id)) {
                    case ValidatedWrite.Invalid invalid -> answered(new WriteResult.Refused(invalid.violations()));
                    case ValidatedWrite.Valid valid -> append(message(id, request, valid, namespace, call), open, call);
                };
            }
        };
    }

    /** Makes the namespace's writer ready before its first write; to be called when a namespace is new or has changed. */
    public void prepare(NamespaceConfig namespace) {
        route(namespace);
    }

    /** Ends the timer. Answers that are still due come from their queues. */
    @Override
    public void close() {
        patience.close();
    }

    private Route route(NamespaceConfig namespace) {
        Route route = routes.get(namespace.name());
        if (route == null || !route.namespace().equals(namespace)) {
            route = Route.of(namespace, plugins, clients);
            routes.put(namespace.name(), route);
        }
        return route;
    }

    private Message message(
            UUID id,
            WriteToLogRequest request,
            ValidatedWrite.Valid valid,
            NamespaceConfig namespace,
            CallContext call) {
        return new Message(
                id,
                namespace.name(),
                ProtoBytes.of(request.getPayload()),
                valid.target(),
                "",
                ProtoBytes.of(request.getOrderingKey()),
                valid.lifecycle(),
                0,
                namespace.revision(),
                new Message.Provenance(region, region.isEmpty() ? List.of() : List.of(region), call.traceParent()),
                priority(request.getPriority()));
    }

    private UUID id(WriteToLogRequest request) {
        String token = request.getIdempotencyToken();
        return token.isEmpty() ? ids.next() : MessageIds.ofToken(request.getNamespace(), token);
    }

    private CompletionStage<WriteResult> append(Message message, Route.Open route, CallContext call) {
        UUID id = message.id();
        if (!call.patience().isPositive()) {
            return answered(new WriteResult.NotDurable(id, "the deadline had passed before the append"));
        }
        CompletionStage<WriteResult> answer;
        try {
            answer = route.writer()
                    .append(route.entry(message))
                    .handle((result, failure) -> result(id, result, failure));
        } catch (RuntimeException e) {
            return answered(result(id, null, e));
        }
        return patience.limit(answer, call.patience(), id);
    }

    private static WriteResult result(UUID id, @Nullable AppendResult result, @Nullable Throwable failure) {
        return switch (result) {
            case AppendResult.Appended() -> new WriteResult.Durable(id);
            case AppendResult.NotAppended(String why) -> new WriteResult.NotDurable(id, why);
            case AppendResult.Unknown(String why) -> new WriteResult.Unknown(id, why);
            // A broken promise of the writer's; what it did before is not known.
            case null -> new WriteResult.Unknown(id, "the queue's client failed: " + failure);
        };
    }

    private static Message.Priority priority(Priority priority) {
        return switch (priority) {
            case PRIORITY_LOW -> Message.Priority.LOW;
            case PRIORITY_HIGH -> Message.Priority.HIGH;
            case PRIORITY_NORMAL, PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Message.Priority.NORMAL;
        };
    }

    private static CompletionStage<WriteResult> answered(WriteResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
