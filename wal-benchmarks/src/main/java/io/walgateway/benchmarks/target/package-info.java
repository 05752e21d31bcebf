/** Targets that do next to nothing, and count the messages that they receive. */
@NullMarked
package io.walgateway.benchmarks.target;

import org.jspecify.annotations.NullMarked;
