/** Upstream applications over gRPC as targets. */
@NullMarked
package io.walgateway.plugin.grpc;

import org.jspecify.annotations.NullMarked;
