/** The ports to targets, and the outcomes of a delivery. */
@NullMarked
package io.walgateway.core.target;

import org.jspecify.annotations.NullMarked;
