/**
 * What writers and observers saw of a running gateway, one line an event, and the checker that says whether it kept its
 * promises: nothing acknowledged is lost, nothing refused appears, keys stay in order, nothing arrives early.
 */
@NullMarked
package io.walgateway.it.history;

import org.jspecify.annotations.NullMarked;
