/** The port to durable storage, which holds data that is too large for a queue or has to wait outside it. */
@NullMarked
package io.walgateway.core.storage;

import org.jspecify.annotations.NullMarked;
