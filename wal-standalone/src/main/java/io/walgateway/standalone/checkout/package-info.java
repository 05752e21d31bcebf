/** The commands that {@code ./wal} runs from other modules of the checkout: what they are called and which options they have. */
@NullMarked
package io.walgateway.standalone.checkout;

import org.jspecify.annotations.NullMarked;
