/** The control plane over real HTTP, on a real store. */
@NullMarked
package io.walgateway.controlplane;

import org.jspecify.annotations.NullMarked;
