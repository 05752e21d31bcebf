/** Operations on namespaces, independent of the caller: check, provision, store. */
@NullMarked
package io.walgateway.controlplane.namespace;

import org.jspecify.annotations.NullMarked;
