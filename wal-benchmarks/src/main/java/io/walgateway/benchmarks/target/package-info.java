/** Targets that do next to nothing, and count what they get. */
@NullMarked
package io.walgateway.benchmarks.target;

import org.jspecify.annotations.NullMarked;
