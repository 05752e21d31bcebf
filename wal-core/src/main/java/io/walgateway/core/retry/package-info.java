/** How failed work is retried, and how often a failure is logged. */
@NullMarked
package io.walgateway.core.retry;

import org.jspecify.annotations.NullMarked;
