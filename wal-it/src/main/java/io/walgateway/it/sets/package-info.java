/** Mutation sets in simulated time: the real protocol on a storage in memory, killed between any two of its requests. */
@NullMarked
package io.walgateway.it.sets;

import org.jspecify.annotations.NullMarked;
