/** A short run of what {@code ./wal fuzz} does for long. */
@NullMarked
package io.walgateway.it.fuzz;

import org.jspecify.annotations.NullMarked;
