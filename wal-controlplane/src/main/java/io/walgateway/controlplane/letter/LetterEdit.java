package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import io.walgateway.log.record.Redrive;
import java.time.Instant;

/**
 * What was changed in a letter; the original stands beside it.
 *
 * @param change what is different when it is redriven
 * @param by     who changed it last
 */
public record LetterEdit(Redrive change, Signature by, Instant at) {}
