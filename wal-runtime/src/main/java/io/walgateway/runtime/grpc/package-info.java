/** The gRPC port of a process. */
@NullMarked
package io.walgateway.runtime.grpc;

import org.jspecify.annotations.NullMarked;
