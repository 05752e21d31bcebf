@NullMarked
package io.walgateway.plugin.evcache.target;

import org.jspecify.annotations.NullMarked;
