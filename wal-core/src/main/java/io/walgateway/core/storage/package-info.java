/** The port to durable storage, which holds what is too large for a queue, or has to wait beside it. */
@NullMarked
package io.walgateway.core.storage;

import org.jspecify.annotations.NullMarked;
