/** Tests of mutation sets as operators see them. */
@NullMarked
package io.walgateway.controlplane.set;

import org.jspecify.annotations.NullMarked;
