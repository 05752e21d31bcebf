/** EVCache's clusters of memcached nodes as targets. */
@NullMarked
package io.walgateway.plugin.evcache;

import org.jspecify.annotations.NullMarked;
