/**
 * A burst of deletes reaches its target as a trickle: {@link io.walgateway.example.spread.SpreadDeletes} is the
 * example, the rest shows that it works.
 */
@NullMarked
package io.walgateway.example.spread;

import org.jspecify.annotations.NullMarked;
