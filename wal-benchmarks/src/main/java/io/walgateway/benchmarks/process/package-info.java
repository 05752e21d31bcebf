/** The real processes that are measured, their requirements, and their costs. */
@NullMarked
package io.walgateway.benchmarks.process;

import org.jspecify.annotations.NullMarked;
