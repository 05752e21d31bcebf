/** Mutation sets: the states of a set, and the rules by which parts and markers are accepted, applied and swept. */
@NullMarked
package io.walgateway.core.set;

import org.jspecify.annotations.NullMarked;
