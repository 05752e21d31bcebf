/** memcached. */
@NullMarked
package io.walgateway.local.memcached;

import org.jspecify.annotations.NullMarked;
