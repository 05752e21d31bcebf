/** Figures of rounds, medians, goals, and how they are shown. */
@NullMarked
package io.walgateway.benchmarks.result;

import org.jspecify.annotations.NullMarked;
