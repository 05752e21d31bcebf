/** Writes that leave their region: their destinations, and the rule that keeps them from coming back. */
@NullMarked
package io.walgateway.core.replication;

import org.jspecify.annotations.NullMarked;
