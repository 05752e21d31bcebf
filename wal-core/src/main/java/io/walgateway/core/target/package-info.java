/** The ports to targets, and what a delivery can end with. */
@NullMarked
package io.walgateway.core.target;

import org.jspecify.annotations.NullMarked;
