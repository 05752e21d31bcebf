/** What can be done with namespaces, whoever asks: check, provision, store. */
@NullMarked
package io.walgateway.controlplane.namespace;

import org.jspecify.annotations.NullMarked;
