package io.walgateway.producer;

import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.append.AppendRoute;
import io.walgateway.log.append.AppendTerms;
import io.walgateway.log.append.Appender;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.MessageIds;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.log.set.SetLookup;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.Priority;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Makes writes durable: checks a request, assigns its id and its times, and appends it to the queues of its namespace.
 * Safe for any number of threads. No method blocks, and no thread waits for an answer.
 */
public final class LogProducer implements AutoCloseable {
    private static final Duration PATIENCE_MAX = Duration.ofDays(1);

    /** The largest size of a payload's tag and length in a record. */
    private static final int PAYLOAD_LENGTH_BYTES = 8;

    private final Appender appender;
    private final InstantSource clock;
    private final MessageIds ids;
    private final WriteValidator validator;
    private final SetProducer sets;
    private volatile QueueOwners owners = QueueOwners.UNKNOWN;

    /**
     * @param clients  closed by the caller, after this producer
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
        this.appender = new Appender(plugins, LogClients.of(clients, storages), clock, ids);
        this.clock = clock;
        this.ids = ids;
        validator = new WriteValidator(plugins, () -> owners, region);
        sets = new SetProducer(appender, validator, ids);
    }

    /**
     * As {@link #append(WriteToLogRequest, NamespaceConfig, CallContext)}, for a caller who waits as long as it takes.
     */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace) {
        return append(request, namespace, CallContext.UNBOUNDED);
    }

    /**
     * Appends a write.
     *
     * <p>A payload that is too large for the queue goes to the namespace's durable storage first. A part of a mutation
     * set only goes there.
     *
     * <p>The stage always completes normally: on this thread, on a thread of the queue's or the storage's client, or,
     * if the caller's patience ends before the queue has answered, on a timer's. Actions attached to it must not block.
     * Writes that one thread appends one after another with the same ordering key are stored in the queue in that
     * order.
     */
    public CompletionStage<WriteResult> append(WriteToLogRequest request, NamespaceConfig namespace, CallContext call) {
        Instant now = clock.instant();
        return switch (appender.route(namespace)) {
            case AppendRoute.Closed closed -> answered(new WriteResult.NotServed(closed.gaps()));
            // An appended write could not be delivered.
            case AppendRoute.Open open when !open.gaps().isEmpty() -> answered(new WriteResult.NotServed(open.gaps()));
            case AppendRoute.Open open
            when request.hasBatchPart() ->
                sets.append(new SetProducer.Call(
                        request,
                        namespace,
                        open,
                        call,
                        now,
                        (id, valid) -> message(id, request, valid, namespace, call)));
            case AppendRoute.Open open -> {
                UUID id = id(request);
                yield switch (validator.validate(request, namespace, now, id)) {
                    case ValidatedWrite.Invalid invalid -> answered(new WriteResult.Refused(invalid.violations()));
                    case ValidatedWrite.Valid valid -> append(message(id, request, valid, namespace, call), open, call);
                };
            }
        };
    }

    /**
     * Looks a mutation set up. The stage always completes normally, on a thread of the storage's client or a timer's.
     *
     * @param id one that {@link SetKeys#isId} accepts
     */
    public CompletionStage<SetReport> find(String id, NamespaceConfig namespace, Duration patience) {
        return switch (appender.route(namespace)) {
            case AppendRoute.Closed closed -> answered(new SetReport.NotServed(closed.gaps()));
            case AppendRoute.Open open ->
                open.payloads()
                        .map(place -> report(
                                new SetLookup(
                                        new SetStore(place.storage(), new SetKeys(namespace.name(), id)),
                                        open.requestGroups(),
                                        open.targetGroups()),
                                patience))
                        .orElseGet(() -> answered(new SetReport.NotServed(
                                List.of(namespace.name() + " has no durable storage, and so no mutation sets"))));
        };
    }

    private static CompletionStage<SetReport> report(SetLookup lookup, Duration patience) {
        long millis = (patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX).toMillis();
        return lookup.look()
                .<SetReport>thenApply(
                        facts -> facts.<SetReport>map(SetReport.Found::new).orElseGet(SetReport.Absent::new))
                .exceptionally(failure -> new SetReport.Away(Reasons.of(failure)))
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(new SetReport.Away("no answer by the deadline"), millis, TimeUnit.MILLISECONDS);
    }

    /** Prepares the namespace's writer before its first write; call it when a namespace is new or has changed. */
    public void prepare(NamespaceConfig namespace) {
        var _ = appender.route(namespace);
    }

    /** Sets the owners of queues, which no request may name as its target; call it when namespaces have changed. */
    public void know(QueueOwners known) {
        owners = known;
    }

    /** Forgets all other namespaces; call it when a namespace was removed. */
    public void retain(Set<String> namespaces) {
        appender.retain(namespaces);
    }

    /** Stops the timer. Pending answers then come from their queues. */
    @Override
    public void close() {
        appender.close();
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
                new Message.Inline(ProtoBytes.of(request.getPayload())),
                new Message.Routing(valid.target(), "", ProtoBytes.of(request.getOrderingKey())),
                valid.lifecycle(),
                0,
                namespace.revision(),
                traced(valid.provenance(), call),
                priority(request.getPriority()));
    }

    private static Message.Provenance traced(Message.Provenance provenance, CallContext call) {
        return provenance.trace().isNone() ? provenance.with(call.trace(), provenance.headers()) : provenance;
    }

    private UUID id(WriteToLogRequest request) {
        String token = request.getIdempotencyToken();
        return token.isEmpty() ? ids.next() : MessageIds.ofToken(request.getNamespace(), token);
    }

    private CompletionStage<WriteResult> append(Message message, AppendRoute.Open route, CallContext call) {
        if (!call.patience().isPositive()) {
            return answered(new WriteResult.NotDurable(message.id(), "the deadline had passed before the append"));
        }
        LogEntry entry = LogEntry.of(message);
        Optional<Violation> tooLong =
                route.claimPlace(entry, AppendTerms.FIRST_WRITE).flatMap(place -> place.tooLong(entry));
        if (tooLong.isPresent()) {
            return answered(new WriteResult.Refused(List.of(tooLong.get())));
        }
        return appender.append(entry, route, route.groups(entry), AppendTerms.FIRST_WRITE.within(call.patience()))
                // A failure means that the writer broke its contract; it is unknown what it did before.
                .handle((result, failure) ->
                        result(entry, route, failure == null ? result : AppendResult.Unknown.of(failure)));
    }

    private static WriteResult result(LogEntry entry, AppendRoute.Open route, AppendResult result) {
        return switch (result) {
            case AppendResult.Appended() -> new WriteResult.Durable(entry.id());
            case AppendResult.NotAppended(String why) -> new WriteResult.NotDurable(entry.id(), why);
            case AppendResult.TooLarge large -> new WriteResult.Refused(List.of(tooLarge(entry, route, large)));
            case AppendResult.Unknown(String why) -> new WriteResult.Unknown(entry.id(), why);
        };
    }

    private static Violation tooLarge(LogEntry entry, AppendRoute.Open route, AppendResult.TooLarge large) {
        if (entry.bytes() <= route.recordBytesMax()) {
            // Its servers refused it. All that is known of their limit is that it is lower than the one configured
            // here.
            return new Violation(
                    "payload",
                    entry.payloadBytes() + " bytes",
                    "fewer: the servers of " + route.namespace().name() + "'s queue do not take a record of "
                            + entry.bytes() + " bytes, though the process settings say that they take "
                            + route.recordBytesMax()
                            + " (record-bytes-max of the cluster); once that is what they take, larger payloads go to"
                            + " durable storage");
        }
        int around = entry.withoutPayload().bytes() + PAYLOAD_LENGTH_BYTES;
        return new Violation(
                "payload",
                entry.payloadBytes() + " bytes",
                "at most " + Math.max(0, large.bytesMax() - around) + " bytes, which is what one record of "
                        + route.namespace().name()
                        + "'s queue takes; with durable_storage in its configuration or the server's, larger ones are taken");
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
