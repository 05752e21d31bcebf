@NullMarked
package io.walgateway.plugin.evcache.mutation;

import org.jspecify.annotations.NullMarked;
