/** Tests of the parts that need nothing else. */
@NullMarked
package io.walgateway.controlplane.letter;

import org.jspecify.annotations.NullMarked;
