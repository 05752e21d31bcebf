package io.walgateway.controlplane.letter.handling;

import io.walgateway.controlplane.letter.Letter;
import io.walgateway.controlplane.letter.LetterContent;
import io.walgateway.controlplane.letter.LetterEdit;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.payload.FetchedPayload;
import io.walgateway.log.record.Redrive;
import java.time.Duration;
import java.util.Optional;

/** The payloads of letters, inline or in durable storage. */
final class LetterPayloads {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Storages storages;

    /** The durable storages of the regions. */
    interface Storages {
        /** Empty: there is no such region, or no plugin for that storage. */
        Optional<DurableStorage> in(String region, DurableStorageConfig config);
    }

    LetterPayloads(Storages storages) {
        this.storages = storages;
    }

    /** The payload that would be redriven; blocks while it is fetched from durable storage. */
    Bytes of(WholeLetter whole) {
        Optional<Bytes> edited = whole.edit().map(LetterEdit::change).flatMap(Redrive::payload);
        LetterContent content = LetterContent.of(whole);
        return edited.orElseGet(() ->
                content.claim().map(claim -> restored(whole.letter(), claim)).orElse(content.payload()));
    }

    private Bytes restored(Letter letter, ClaimCheck claim) {
        long id = letter.id();
        String region = letter.why().region();
        ClaimCheck.Place place = claim.place();
        DurableStorage storage = storages.in(
                        region, new DurableStorageConfig(place.type(), place.namespace(), place.shard()))
                .orElseThrow(() -> new RefusedException(new Refusal.PayloadUnreadable(
                        id,
                        told(
                                claim,
                                "there is no plugin for " + place.type() + " here"
                                        + (region.isEmpty() ? "" : ", or no region " + region)))));
        try {
            return switch (FetchedPayload.fetch(claim, storage, PATIENCE)) {
                case FetchedPayload.Whole(Bytes payload) -> payload;
                case FetchedPayload.Missing(String why) -> throw gone(id, claim, why);
                case FetchedPayload.Damaged(String why) -> throw gone(id, claim, why);
                case FetchedPayload.Away(String why) -> throw away(id, claim, why);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(id, claim, "the control plane is closing");
        }
    }

    private static String told(ClaimCheck claim, String why) {
        return claim.bytes() + " bytes in durable storage " + claim.place() + " under " + claim.key() + ", kept until "
                + claim.expiry() + ": " + why;
    }

    private static RefusedException gone(long id, ClaimCheck claim, String why) {
        return new RefusedException(new Refusal.PayloadGone(id, told(claim, why)));
    }

    private static RefusedException away(long id, ClaimCheck claim, String why) {
        return new RefusedException(new Refusal.PayloadAway(id, told(claim, why)));
    }
}
