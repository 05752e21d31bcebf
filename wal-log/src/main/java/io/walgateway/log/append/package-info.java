/** The only way into a log: route, fail-over, claim check and deadline of an append. */
@NullMarked
package io.walgateway.log.append;

import org.jspecify.annotations.NullMarked;
