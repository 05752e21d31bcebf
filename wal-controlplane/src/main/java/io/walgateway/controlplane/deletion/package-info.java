/** Deletes namespaces: what they hold is delivered or dropped first. */
@NullMarked
package io.walgateway.controlplane.deletion;

import org.jspecify.annotations.NullMarked;
