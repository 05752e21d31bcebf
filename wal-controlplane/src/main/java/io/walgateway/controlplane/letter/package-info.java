/**
 * Dead letters: imported from their queues into SQL, listed, edited, redriven and discarded, with an audit of who did
 * it.
 */
@NullMarked
package io.walgateway.controlplane.letter;

import org.jspecify.annotations.NullMarked;
