/** How callers of a process prove their identity. */
@NullMarked
package io.walgateway.runtime.identity;

import org.jspecify.annotations.NullMarked;
