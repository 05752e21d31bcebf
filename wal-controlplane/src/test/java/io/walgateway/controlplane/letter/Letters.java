package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.log.record.DeadLetterNote;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.RecordEdits;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.testkit.fake.TestClock;
import java.util.Optional;

/** Letters for tests, all open and rejected. */
public final class Letters {
    private static final String ORIGIN = "queue/0@0";

    private Letters() {}

    public static WholeLetter of(Message message, Optional<LetterEdit> edit) {
        return of(message, edit, "");
    }

    public static WholeLetter of(Message message, Optional<LetterEdit> edit, String region) {
        DeadLetterNote note = new DeadLetterNote(
                "", DeadLetterReason.DEAD_LETTER_REASON_REJECTED, "no", 1, Optional.empty(), Optional.empty(), ORIGIN);
        Letter letter = new Letter(
                1,
                message.namespace(),
                message.id(),
                new Letter.Cause(
                        "", LetterReason.REJECTED, "no", 1, Optional.empty(), Optional.empty(), ORIGIN, region),
                Bytes.EMPTY,
                TestClock.START,
                TestClock.START,
                message.payload().size(),
                edit.isPresent(),
                LetterState.OPEN,
                Optional.empty());
        return new WholeLetter(
                letter,
                RecordEdits.of(EnvelopeCodec.encode(message)).deadLetter(note).encode(),
                edit);
    }
}
