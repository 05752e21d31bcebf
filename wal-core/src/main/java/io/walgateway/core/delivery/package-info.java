/** The pure rules of delivery: lanes, retries, settlement, watermark. No input or output, no clock, no threads. */
@NullMarked
package io.walgateway.core.delivery;

import org.jspecify.annotations.NullMarked;
