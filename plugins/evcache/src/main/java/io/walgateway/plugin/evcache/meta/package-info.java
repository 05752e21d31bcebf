/** memcached's meta commands: requests, answers, and one connection with its pipeline. */
@NullMarked
package io.walgateway.plugin.evcache.meta;

import org.jspecify.annotations.NullMarked;
