/** The clients that a process shares, for queues and durable storages: opened once, and closed with the process. */
@NullMarked
package io.walgateway.log.client;

import org.jspecify.annotations.NullMarked;
