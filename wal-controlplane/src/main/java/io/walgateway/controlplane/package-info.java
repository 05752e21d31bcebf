/** Namespaces over REST: versioned, validated, audited, in a SQL store. */
@NullMarked
package io.walgateway.controlplane;

import org.jspecify.annotations.NullMarked;
