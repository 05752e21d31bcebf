/** Cassandra, as target and as durable storage. */
@NullMarked
package io.walgateway.plugin.cassandra;

import org.jspecify.annotations.NullMarked;
