/** Mutation sets that are not applied yet, as operators see them. */
@NullMarked
package io.walgateway.controlplane.set;

import org.jspecify.annotations.NullMarked;
