/**
 * Payloads in durable storage on their way to a target: fetched before it, and counted until each group has settled.
 */
@NullMarked
package io.walgateway.consumer.payload;

import org.jspecify.annotations.NullMarked;
