/** Gathers deliveries into requests, for targets that accept several messages at once. */
@NullMarked
package io.walgateway.consumer.batch;

import org.jspecify.annotations.NullMarked;
