/** One write in transit, and everything its delivery needs. */
@NullMarked
package io.walgateway.core.message;

import org.jspecify.annotations.NullMarked;
