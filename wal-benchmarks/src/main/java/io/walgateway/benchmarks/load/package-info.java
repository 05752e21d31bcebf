/** The load generator: a process of its own, which also takes the times. */
@NullMarked
package io.walgateway.benchmarks.load;

import org.jspecify.annotations.NullMarked;
