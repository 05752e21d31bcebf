package io.walgateway.producer;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes durable: checks a request, gives it its id and its times, and appends it to the queues of its
 * namespace. Safe for any number of threads; nothing here blocks, and no thread waits for an answer.
 */
public final class LogProducer implements AutoCloseable {
    private final Routes routes;
    private final InstantSource clock;
    private final MessageIds ids;
    private final String region;
    private final WriteValidator validator;
    private volatile QueueOwners owners = QueueOwners.UNKNOWN;
    private final PayloadStore payloads;
    private final KeyTurns<TurnKey> turns = new KeyTurns<>();

    private record TurnKey(String namespace, Bytes orderingKey) {}

    /**
     * @param clients  stays the caller's to close, after this producer
     * @param storages the same
     * @param region   where this process runs; empty text when the deployment names none
     */
    public LogProducer(
            Plugins plugins,
            QueueClients clients,
            StorageClients storages,
            InstantSource clock,
            MessageIds ids,
            String region) {
        this.routes = new Routes(plugins, clients, storages, clock);
        this.clock = clock;
        this.ids = ids;
        this.region = region;
        validator = new WriteValidator(plugins, () -> owners);
        payloads = new PayloadStore(ids);
    }

    /** As {@link #append(WriteToLogRequest, NamespaceConfig, CallContext)}, for a caller who waits as long as it takes. */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace) {
        return append(request, namespace, CallContext.UNBOUNDED);
    }

    /**
     * Appends a write.
     *
     * <p>A payload that is too large for the queue goes to the namespace's durable storage first.
     *
     * <p>The stage always completes normally: on this thread, on one of the queue's or the storage's client, or, when the caller's patience
     * ends before the queue has answered, on a timer's. What is attached to it must not block. Writes that one thread
     * appends one after another with the same ordering key lie in the queue in that order.
     */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace, CallContext call) {
        Route route = routes.of(namespace);
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
        var _ = routes.of(namespace);
    }

    /** Says whose the queues are that no request may name as its target; to be called when namespaces have changed. */
    public void know(QueueOwners known) {
        owners = known;
    }

    /** Forgets the namespaces that are not among these; to be called when one is gone. */
    public void retain(Set<String> namespaces) {
        routes.retain(namespaces);
    }

    /** Ends the timer. Answers that are still due come from their queues. */
    @Override
    public void close() {
        routes.close();
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
        CompletionStage<WriteResult> answer = message.payload().size() > route.recordBytesMax()
                ? appendLarge(message, route)
                : appendSmall(message, route);
        return routes.patience().limit(answer, call.patience(), id);
    }

    private CompletionStage<WriteResult> appendSmall(Message message, Route.Open route) {
        QueueEntry entry = route.entry(message);
        if (entry.record().size() > route.recordBytesMax()) {
            return appendLarge(message, route);
        }
        return message.orderingKey().isEmpty()
                ? toQueue(entry, route)
                : turns.take(turn(message), () -> toQueue(entry, route));
    }

    private CompletionStage<WriteResult> appendLarge(Message message, Route.Open route) {
        if (route.payloads().isEmpty()) {
            return answered(new WriteResult.Refused(List.of(tooLarge(message, route))));
        }
        PayloadPlace place = route.payloads().get();
        Optional<Violation> tooLong = place.tooLong(message.lifecycle());
        if (tooLong.isPresent()) {
            return answered(new WriteResult.Refused(List.of(tooLong.get())));
        }
        return message.orderingKey().isEmpty()
                ? toStorage(message, place, route)
                : turns.takeLong(turn(message), () -> toStorage(message, place, route));
    }

    private CompletionStage<WriteResult> toStorage(Message message, PayloadPlace place, Route.Open route) {
        return answered(message)
                .thenCompose(whole -> payloads.store(whole, place, route.groups(whole)))
                .thenCompose(claimed -> toQueue(route.entry(claimed), route).thenApply(result -> {
                    if (result instanceof WriteResult.NotDurable) {
                        claimed.claim().ifPresent(claim -> payloads.discard(claim, place));
                    }
                    return result;
                }))
                .exceptionally(failure -> new WriteResult.NotDurable(
                        message.id(), "the payload is not in durable storage " + place.name() + ": " + why(failure)));
    }

    private static CompletionStage<WriteResult> toQueue(QueueEntry entry, Route.Open route) {
        try {
            return route.append(entry).handle((result, failure) -> result(entry.id(), result, failure));
        } catch (RuntimeException e) {
            return answered(result(entry.id(), null, e));
        }
    }

    private static Violation tooLarge(Message message, Route.Open route) {
        return new Violation(
                "payload",
                message.payload().size() + " bytes",
                "at most " + route.payloadBytesMax(message) + " bytes, which is what one record of "
                        + route.namespace().name()
                        + "'s queue takes; with durable_storage in its configuration or the server's, larger ones are taken");
    }

    private static TurnKey turn(Message message) {
        return new TurnKey(message.namespace(), message.orderingKey());
    }

    private static String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
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

    private static <T> CompletionStage<T> answered(T result) {
        return CompletableFuture.completedFuture(result);
    }
}
