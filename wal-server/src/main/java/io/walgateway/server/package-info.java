/**
 * The gRPC process: accepts writes and answers once they are durable. {@link io.walgateway.server.ServerMain} parses,
 * {@link io.walgateway.server.WalServer} wires, and {@code Ingest} is the path of every write.
 */
@NullMarked
package io.walgateway.server;

import org.jspecify.annotations.NullMarked;
