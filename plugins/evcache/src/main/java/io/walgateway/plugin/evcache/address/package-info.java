/** The properties of a target. */
@NullMarked
package io.walgateway.plugin.evcache.address;

import org.jspecify.annotations.NullMarked;
