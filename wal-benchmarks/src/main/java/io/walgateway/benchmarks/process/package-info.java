/** The real processes that are measured, what they need, and what they cost. */
@NullMarked
package io.walgateway.benchmarks.process;

import org.jspecify.annotations.NullMarked;
