/**
 * A burst of deletes reaches its target as a trickle: {@link io.walgateway.example.spread.SpreadDeletes} is the example,
 * the rest shows that it is so.
 */
@NullMarked
package io.walgateway.example.spread;

import org.jspecify.annotations.NullMarked;
