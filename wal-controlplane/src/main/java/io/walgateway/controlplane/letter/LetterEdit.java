package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import io.walgateway.log.record.Redrive;
import java.time.Instant;

/**
 * The edits of a letter; the original is kept as well.
 *
 * @param change the differences that apply when it is redriven
 * @param by     who changed it last
 */
public record LetterEdit(Redrive change, Signature by, Instant at) {}
