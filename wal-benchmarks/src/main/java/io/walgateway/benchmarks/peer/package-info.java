/** The peers that the gateway is compared with, each a separate process. */
@NullMarked
package io.walgateway.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
