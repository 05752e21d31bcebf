package io.walgateway.producer;

import com.google.protobuf.CodedOutputStream;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.PartNote;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.append.AppendRoute;
import io.walgateway.log.append.AppendTerms;
import io.walgateway.log.append.Appender;
import io.walgateway.log.payload.PayloadPlace;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.MessageIds;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.log.set.IncomingPart;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Makes the parts of mutation sets durable, and carries out their markers. Safe for any number of threads. */
final class SetProducer {
    private static final String PART = "batch_part";
    private static final Duration PATIENCE_MAX = Duration.ofDays(1);

    private final Appender appender;
    private final WriteValidator validator;
    private final MessageIds ids;
    private final PartIntake intake = new PartIntake();

    SetProducer(Appender appender, WriteValidator validator, MessageIds ids) {
        this.appender = appender;
        this.validator = validator;
        this.ids = ids;
    }

    /**
     * One write of a set.
     *
     * @param message makes the message of a valid request with this id; a part's is due at once
     */
    record Call(
            WriteToLogRequest request,
            NamespaceConfig namespace,
            AppendRoute.Open route,
            CallContext context,
            Instant now,
            BiFunction<UUID, ValidatedWrite.Valid, Message> message) {
        BatchPart part() {
            return request.getBatchPart();
        }

        SetRules rules() {
            return new SetRules(part().getBatchId(), namespace.sets());
        }

        SetStore store(PayloadPlace place) {
            return new SetStore(place.storage(), new SetKeys(namespace.name(), part().getBatchId()));
        }
    }

    /** As {@link LogProducer#append}. */
    CompletionStage<WriteResult> append(Call call) {
        Optional<PayloadPlace> place = call.route().payloads();
        if (place.isEmpty()) {
            return refused(new Violation(
                    PART,
                    "of set " + Shown.value(call.part().getBatchId()),
                    "absent, because " + call.namespace().name()
                            + " has no durable storage (durable_storage in its document, or the server's)"));
        }
        boolean marker = call.part().getPartsTotal() != 0;
        // Only the random part of a marker's delay depends on this id, and all markers of a set draw the same.
        UUID drawn = MessageIds.ofToken(call.namespace().name(), call.part().getBatchId());
        return switch (validator.validate(call.request(), call.namespace(), call.now(), drawn)) {
            case ValidatedWrite.Invalid(var violations) -> answered(new WriteResult.Refused(violations));
            case ValidatedWrite.Valid _
            when !call.context().patience().isPositive() ->
                answered(new WriteResult.NotDurable(drawn, "the deadline had passed before anything was stored"));
            case ValidatedWrite.Valid valid -> marker ? seal(call, valid, place.get()) : take(call, valid, place.get());
        };
    }

    private CompletionStage<WriteResult> take(Call call, ValidatedWrite.Valid valid, PayloadPlace place) {
        MutationSet fresh = fresh(call, valid, place);
        StoredPart part = stored(call, valid);
        Optional<Violation> violation = tooLong(fresh, place).or(() -> tooLarge(part, call.part()));
        if (violation.isPresent()) {
            return refused(violation.get());
        }
        int sequence = call.part().getSequence();
        IncomingPart incoming = new IncomingPart(call.rules(), fresh, sequence, part, call.now());
        UUID id = MessageIds.ofPart(call.namespace().name(), call.part().getBatchId(), sequence);
        return within(intake.accept(call.store(place), incoming), call, id);
    }

    private MutationSet fresh(Call call, ValidatedWrite.Valid valid, PayloadPlace place) {
        Instant openUntil = call.now().plus(call.namespace().sets().expiry());
        Instant keptUntil = openUntil
                .plus(call.namespace().limits().delayMax())
                .plus(place.horizon())
                .plus(PayloadPlace.MARGIN);
        return new MutationSet(ids.next().toString(), openUntil, keptUntil, valid.target(), SetState.Open.NEW);
    }

    private static Optional<Violation> tooLong(MutationSet fresh, PayloadPlace place) {
        return place.storage()
                .latestExpiry()
                .filter(fresh.keptUntil()::isAfter)
                .map(latest -> new Violation(
                        PART,
                        "a set that is kept until " + fresh.keptUntil(),
                        latest + " at the latest: durable storage " + place.name() + " keeps nothing longer"));
    }

    private static Optional<Violation> tooLarge(StoredPart part, BatchPart of) {
        int payload = part.getRecord().getPayload().size();
        int around = part.getSerializedSize() - payload;
        int max = Math.min(DurableStorage.ITEM_BYTES_MAX - around, PartNote.BYTES_MAX - 1);
        return payload <= max
                ? Optional.empty()
                : Optional.of(new Violation(
                        "payload",
                        payload + " bytes in part " + of.getSequence(),
                        "at most " + Math.max(0, max)
                                + " bytes in one part: a larger operation goes as several parts with consecutive"
                                + " sequences"));
    }

    private static StoredPart stored(Call call, ValidatedWrite.Valid valid) {
        UUID id = MessageIds.ofPart(
                call.namespace().name(), call.part().getBatchId(), call.part().getSequence());
        return SetParts.stored(
                call.message().apply(id, valid),
                sha256(call.request()),
                call.request().getLifecycle().hasWriteTime());
    }

    private CompletionStage<WriteResult> seal(Call call, ValidatedWrite.Valid valid, PayloadPlace place) {
        UUID id = MessageIds.ofSet(call.namespace().name(), call.part().getBatchId());
        SetSealing sealing = new SetSealing(
                call.store(place),
                call.rules(),
                call.part().getPartsTotal(),
                set -> Bytes.wrap(
                        LogEntry.of(marker(call, valid, set, place)).record().toByteArray()),
                record -> {
                    LogEntry entry = RecordEdits.of(record).entry();
                    return appender.append(entry, call.route(), call.route().groups(entry), AppendTerms.FIRST_WRITE);
                });
        return within(sealing.carryOut(call.now()), call, id);
    }

    private static Message marker(Call call, ValidatedWrite.Valid valid, MutationSet set, PayloadPlace place) {
        UUID id = MessageIds.ofSet(call.namespace().name(), call.part().getBatchId());
        Message message = call.message().apply(id, valid);
        SetMarker marker = new SetMarker(
                place.name(),
                call.part().getBatchId(),
                set.generation(),
                call.part().getPartsTotal(),
                (set.ownTargets() ? call.route().requestGroups() : call.route().targetGroups())
                        .stream().map(ConsumerGroup::target).sorted().toList(),
                set.keptUntil(),
                Optional.empty(),
                Optional.empty());
        return message.with(new Message.Marked(marker))
                .with(new Message.Routing(set.target(), "", message.orderingKey()));
    }

    private static CompletionStage<WriteResult> within(CompletionStage<SetAnswer> answer, Call call, UUID id) {
        Duration patience = call.context().patience();
        long millis = (patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX).toMillis();
        return answer.toCompletableFuture()
                .copy()
                .completeOnTimeout(
                        new SetAnswer.Unknown("the durable storage or the queue has not answered by the deadline"),
                        millis,
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new SetAnswer.Unknown(String.valueOf(failure)))
                .thenApply(settled -> result(settled, call.part(), id));
    }

    private static WriteResult result(SetAnswer answer, BatchPart part, UUID id) {
        return switch (answer) {
            case SetAnswer.Done() -> new WriteResult.Durable(id);
            case SetAnswer.Refused(Violation violation) -> new WriteResult.Refused(List.of(violation));
            case SetAnswer.Incomplete(List<Integer> missing) ->
                new WriteResult.Incomplete(part.getBatchId(), part.getPartsTotal(), missing);
            case SetAnswer.NotDone(String why) -> new WriteResult.NotDurable(id, why);
            case SetAnswer.Unknown(String why) -> new WriteResult.Unknown(id, why);
        };
    }

    /** Of what a repetition repeats: not of the token, nor of how the write came here. */
    private static Bytes sha256(WriteToLogRequest request) {
        WriteToLogRequest content =
                request.toBuilder().clearIdempotencyToken().clearPassage().build();
        byte[] bytes = new byte[content.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        // Targets have properties, whose order is arbitrary otherwise.
        out.useDeterministicSerialization();
        try {
            content.writeTo(out);
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no input or output to write an array, but it failed", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }

    private static CompletionStage<WriteResult> refused(Violation violation) {
        return answered(new WriteResult.Refused(List.of(violation)));
    }

    private static CompletionStage<WriteResult> answered(WriteResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
