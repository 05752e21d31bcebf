package io.walgateway.log.record;

import io.walgateway.core.message.Message;
import java.util.Optional;

/** What was found in a queue's entry. */
public sealed interface DecodedRecord {

    /**
     * A message, complete: what an external producer left out is filled in.
     *
     * @param deadLetter why it was given up; present in dead letters alone
     */
    record Intact(Message message, Optional<DeadLetterNote> deadLetter) implements DecodedRecord {}

    /**
     * No message, and none that waiting would make of it.
     *
     * @param why what is wrong, without any of the payload
     */
    record Malformed(String why) implements DecodedRecord {}
}
