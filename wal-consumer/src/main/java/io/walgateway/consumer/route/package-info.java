/**
 * Where a pipeline's messages go: what it subscribes to, its destinations, and the targets that a process has open.
 */
@NullMarked
package io.walgateway.consumer.route;

import org.jspecify.annotations.NullMarked;
