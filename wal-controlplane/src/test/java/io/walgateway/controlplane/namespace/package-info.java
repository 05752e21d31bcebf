/** Tests of how namespaces change, with fakes of what they need. */
@NullMarked
package io.walgateway.controlplane.namespace;

import org.jspecify.annotations.NullMarked;
