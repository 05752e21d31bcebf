/** What the local components promise, tried on real processes. */
@NullMarked
package io.walgateway.local;

import org.jspecify.annotations.NullMarked;
