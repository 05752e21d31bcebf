/** Dead letters: read out of their queues into SQL, listed, edited, redriven, discarded, and who did it. */
@NullMarked
package io.walgateway.controlplane.letter;

import org.jspecify.annotations.NullMarked;
