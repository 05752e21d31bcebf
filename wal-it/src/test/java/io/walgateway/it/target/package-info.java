/** Targets that real components cannot play at will. */
@NullMarked
package io.walgateway.it.target;

import org.jspecify.annotations.NullMarked;
