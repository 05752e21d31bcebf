/** Mutation sets: applied part by part, and swept where a process died between two steps. */
@NullMarked
package io.walgateway.consumer.set;

import org.jspecify.annotations.NullMarked;
