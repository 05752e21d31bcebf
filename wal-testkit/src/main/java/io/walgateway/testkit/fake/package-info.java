/** Queues, targets, messages and a clock that a test holds in its hand: no server, no waiting, faults by name. */
@NullMarked
package io.walgateway.testkit.fake;

import org.jspecify.annotations.NullMarked;
