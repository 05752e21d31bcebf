/** How durations and amounts of bytes are written, wherever people read or write them. */
@NullMarked
package io.walgateway.core.units;

import org.jspecify.annotations.NullMarked;
