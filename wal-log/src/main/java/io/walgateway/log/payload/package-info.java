/** Payloads that are too large for a queue: stored in chunks, and fetched again. */
@NullMarked
package io.walgateway.log.payload;

import org.jspecify.annotations.NullMarked;
