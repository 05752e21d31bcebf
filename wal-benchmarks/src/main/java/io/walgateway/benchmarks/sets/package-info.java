/** Mutation sets, beside plain puts into the same durable storage. */
@NullMarked
package io.walgateway.benchmarks.sets;

import org.jspecify.annotations.NullMarked;
