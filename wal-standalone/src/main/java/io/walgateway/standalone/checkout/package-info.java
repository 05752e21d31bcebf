/** The commands that {@code ./wal} runs from other modules of the checkout: their names and options. */
@NullMarked
package io.walgateway.standalone.checkout;

import org.jspecify.annotations.NullMarked;
