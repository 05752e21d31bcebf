/** What the gateway is compared with, each a process of its own. */
@NullMarked
package io.walgateway.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
