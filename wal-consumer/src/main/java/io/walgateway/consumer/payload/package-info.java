/** Payloads in durable storage: fetched before a delivery, and kept until each group has settled. */
@NullMarked
package io.walgateway.consumer.payload;

import org.jspecify.annotations.NullMarked;
