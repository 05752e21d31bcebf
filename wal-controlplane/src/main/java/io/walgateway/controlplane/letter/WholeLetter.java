package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import io.walgateway.log.record.Redrive;
import java.util.Optional;

/**
 * A letter with all its content.
 *
 * @param record the encoded record, as it was in the queue
 */
public record WholeLetter(Letter letter, Bytes record, Optional<LetterEdit> edit) {

    /** How the letter is to be appended again. */
    public Redrive redrive() {
        return edit.map(LetterEdit::change).orElse(Redrive.UNCHANGED);
    }
}
