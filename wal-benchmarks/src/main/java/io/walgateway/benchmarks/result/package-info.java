/** Figures of rounds, medians, goals, and their presentation. */
@NullMarked
package io.walgateway.benchmarks.result;

import org.jspecify.annotations.NullMarked;
