/** Tests of the parts that need nothing else. */
@NullMarked
package io.walgateway.controlplane.revision;

import org.jspecify.annotations.NullMarked;
