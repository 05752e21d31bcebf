/** Deletes namespaces, after their content was delivered or dropped. */
@NullMarked
package io.walgateway.controlplane.deletion;

import org.jspecify.annotations.NullMarked;
