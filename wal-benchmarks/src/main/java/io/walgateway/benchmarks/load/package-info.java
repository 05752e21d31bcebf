/** The load generator: a separate process, which also measures the times. */
@NullMarked
package io.walgateway.benchmarks.load;

import org.jspecify.annotations.NullMarked;
