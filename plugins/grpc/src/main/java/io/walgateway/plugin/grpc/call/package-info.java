/** One call: a request, how far it came, and its answer. */
@NullMarked
package io.walgateway.plugin.grpc.call;

import org.jspecify.annotations.NullMarked;
