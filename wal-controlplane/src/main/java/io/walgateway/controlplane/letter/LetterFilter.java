package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * Selects the letters for which every given part holds.
 *
 * @param reason why they were given up
 * @param target the target that did not accept them
 * @param key    their ordering key
 * @param from   dead-lettered then or later
 * @param to     dead-lettered before then
 * @param region the region where they were given up
 * @param error  text within the error, in upper or lower case
 */
public record LetterFilter(
        Optional<LetterReason> reason,
        Optional<String> target,
        Optional<Bytes> key,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> region,
        Optional<String> error) {

    /** Matches all letters. */
    public static final LetterFilter ALL = new LetterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
