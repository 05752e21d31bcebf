/** Connections to gateways, and the writes on them. */
@NullMarked
package io.walgateway.plugin.wal.connection;

import org.jspecify.annotations.NullMarked;
