/** The routes of a pipeline's messages: its subscription, its destinations, and the targets that a process has open. */
@NullMarked
package io.walgateway.consumer.route;

import org.jspecify.annotations.NullMarked;
