/** Tests of mutation sets in durable storage. */
@NullMarked
package io.walgateway.log.set;

import org.jspecify.annotations.NullMarked;
