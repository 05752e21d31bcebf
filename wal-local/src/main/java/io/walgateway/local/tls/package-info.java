/** A certificate authority for one machine: for tests, and for a stack that is tried out. */
@NullMarked
package io.walgateway.local.tls;

import org.jspecify.annotations.NullMarked;
