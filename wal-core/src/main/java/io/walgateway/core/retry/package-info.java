/** How work that failed is tried again, and how often somebody hears of it. */
@NullMarked
package io.walgateway.core.retry;

import org.jspecify.annotations.NullMarked;
