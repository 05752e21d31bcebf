package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import java.time.Instant;
import java.util.Optional;

/**
 * What the record of a letter says, as it was given up.
 *
 * @param payload      empty where there is a claim
 * @param claim        where the payload lies in durable storage, if it does
 * @param ownTarget    where the message itself wants to go
 * @param expiry       it was not to be delivered after
 * @param originRegion empty text: none
 * @param trace        the trace of the call that wrote it
 */
public record LetterContent(
        Bytes payload,
        Optional<ClaimCheck> claim,
        Optional<TargetAddress> ownTarget,
        Optional<Instant> expiry,
        String originRegion,
        TraceContext trace) {

    public static LetterContent of(WholeLetter whole) {
        Letter letter = whole.letter();
        Lease lease = new Lease(
                new Slice(letter.why().origin(), 0, 0),
                0,
                letter.key(),
                whole.record(),
                letter.deadLettered(),
                letter.why().attempts());
        return switch (EnvelopeCodec.decodeLetter(lease, letter.namespace())) {
            case DecodedRecord.Intact(Message message, var _) ->
                new LetterContent(
                        message.payload(),
                        message.claim(),
                        message.target(),
                        message.lifecycle().expiry(),
                        message.provenance().originRegion(),
                        message.provenance().trace());
            // Cannot be, since it was decoded when it was imported; unless by another version.
            case DecodedRecord.Malformed _ ->
                new LetterContent(
                        whole.record(), Optional.empty(), Optional.empty(), Optional.empty(), "", TraceContext.NONE);
        };
    }
}
