/** Queues, targets, messages and a clock that the test controls: no server, no waiting, faults by name. */
@NullMarked
package io.walgateway.testkit.fake;

import org.jspecify.annotations.NullMarked;
