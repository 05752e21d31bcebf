package io.walgateway.log.record;

import io.walgateway.core.message.Message;
import java.util.Optional;

/** The result of decoding a queue's entry. */
public sealed interface DecodedRecord {

    /**
     * A complete message: whatever an external producer left out is filled in.
     *
     * @param deadLetter why it was given up; present only in dead letters
     */
    record Intact(Message message, Optional<DeadLetterNote> deadLetter) implements DecodedRecord {}

    /**
     * Not a message, and waiting would not change that.
     *
     * @param why what is wrong, without any of the payload
     */
    record Malformed(String why) implements DecodedRecord {}
}
