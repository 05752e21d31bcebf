/** Channels with their connections, and the credentials that calls have. */
@NullMarked
package io.walgateway.plugin.grpc.connection;

import org.jspecify.annotations.NullMarked;
