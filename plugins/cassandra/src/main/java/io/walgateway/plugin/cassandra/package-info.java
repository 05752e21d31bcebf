/** Cassandra, as target. */
@NullMarked
package io.walgateway.plugin.cassandra;

import org.jspecify.annotations.NullMarked;
