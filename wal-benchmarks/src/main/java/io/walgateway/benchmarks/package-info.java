/** Measures the gateway against its goals and beside its peers. */
@NullMarked
package io.walgateway.benchmarks;

import org.jspecify.annotations.NullMarked;
