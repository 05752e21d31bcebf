package io.walgateway.log.set;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.record.ProtoBytes;
import io.walgateway.proto.v1.StoredPart;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Accepts one part: opens its set if need be, stores it, and then looks at the set. A marker that did not see the part
 * was answered before; the part is then refused. Of two different parts with the same sequence, one is stored.
 *
 * @param store of the set
 * @param rules of its namespace
 * @param openSets of this process
 * @param fresh the set that this part opens if it is the first one
 * @param part  its form in storage
 */
public record PartIntake(
        SetStore store, SetRules rules, OpenSets openSets, MutationSet fresh, int sequence, StoredPart part) {
    private static final int CHECKSUM_BYTES = 8;

    /** The stage always completes normally. */
    public CompletionStage<SetAnswer> accept(Instant now) {
        return openSets.known(store)
                .filter(set -> refusal(set, now).isEmpty())
                .map(set -> into(set, now))
                .orElseGet(() -> intoFound(now));
    }

    private CompletionStage<SetAnswer> intoFound(Instant now) {
        return store.find()
                .thenCompose(found -> found.map(held -> CompletableFuture.completedStage(held.set()))
                        .orElseGet(() -> openSets.open(store, fresh)))
                .handle((set, failure) -> failure == null
                        ? into(set, now)
                        : answered(new SetAnswer.NotDone("durable storage: " + Reasons.of(failure))))
                .thenCompose(answer -> answer)
                .exceptionally(failure -> new SetAnswer.Unknown("durable storage: " + Reasons.of(failure)));
    }

    private CompletionStage<SetAnswer> into(MutationSet set, Instant now) {
        Optional<Violation> violation = refusal(set, now);
        if (violation.isPresent()) {
            return answered(new SetAnswer.Refused(violation.get()));
        }
        return store.putPart(set, sequence, part)
                .thenCompose(stored -> isSame(stored, part)
                        ? store.find().thenCompose(found -> confirmed(set, found, now))
                        : answered(
                                new SetAnswer.Refused(rules.otherContent(sequence, checksum(part), checksum(stored)))))
                .exceptionally(failure -> new SetAnswer.Unknown("durable storage: " + Reasons.of(failure)));
    }

    /** The set after the part was stored. Nothing of the part may stay where the set has gone in the meantime. */
    private CompletionStage<SetAnswer> confirmed(MutationSet set, Optional<SetStore.Held> found, Instant now) {
        Optional<MutationSet> present =
                found.map(SetStore.Held::set).filter(other -> other.generation().equals(set.generation()));
        openSets.seen(store, present);
        if (present.isEmpty()) {
            return withoutParts(set, new SetAnswer.Unknown("the set has gone in the meantime"));
        }
        Optional<Violation> violation = refusal(present.get(), now);
        if (violation.isEmpty()) {
            return answered(SetAnswer.DONE);
        }
        SetAnswer refused = new SetAnswer.Refused(violation.get());
        return switch (present.get().state()) {
            case SetState.Expired _, SetState.Applied _ -> withoutParts(set, refused);
            case SetState.Open _, SetState.Sealed _, SetState.Queued _, SetState.DeadLettered _ -> answered(refused);
        };
    }

    private CompletionStage<SetAnswer> withoutParts(MutationSet set, SetAnswer answer) {
        return store.removeParts(set.generation(), List.of()).thenApply(_ -> answer);
    }

    private Optional<Violation> refusal(MutationSet set, Instant now) {
        return rules.part(set, sequence, fresh.ownTargets(), now);
    }

    private static boolean isSame(StoredPart stored, StoredPart given) {
        return stored.getSha256().equals(given.getSha256());
    }

    private static String checksum(StoredPart part) {
        String hex = HexFormat.of().formatHex(ProtoBytes.of(part.getSha256()).unsafeArray());
        return hex.substring(0, Math.min(hex.length(), 2 * CHECKSUM_BYTES));
    }

    private static CompletionStage<SetAnswer> answered(SetAnswer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
