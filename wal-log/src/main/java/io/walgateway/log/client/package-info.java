/** The clients that a process shares: of queues and of durable storages, opened once, closed with it. */
@NullMarked
package io.walgateway.log.client;

import org.jspecify.annotations.NullMarked;
