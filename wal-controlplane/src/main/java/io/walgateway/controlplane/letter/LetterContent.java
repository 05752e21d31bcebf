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
 * The content of a letter's record, as it was given up.
 *
 * @param payload      empty where there is a claim
 * @param claim        the payload's place in durable storage, if it is stored there
 * @param ownTarget    the target that the message itself names
 * @param expiry       the message was not to be delivered after this time
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
            // Cannot happen, since the record was decoded when it was imported; unless another version did that.
            case DecodedRecord.Malformed _ ->
                new LetterContent(
                        whole.record(), Optional.empty(), Optional.empty(), Optional.empty(), "", TraceContext.NONE);
        };
    }
}
