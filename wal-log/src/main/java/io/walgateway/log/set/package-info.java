/** Mutation sets in durable storage: how parts get there, how a set is sealed, and what remains of it. */
@NullMarked
package io.walgateway.log.set;

import org.jspecify.annotations.NullMarked;
