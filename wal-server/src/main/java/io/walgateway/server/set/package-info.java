/** Mutation sets as the service shows them. */
@NullMarked
package io.walgateway.server.set;

import org.jspecify.annotations.NullMarked;
