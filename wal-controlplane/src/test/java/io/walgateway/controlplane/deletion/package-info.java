@NullMarked
package io.walgateway.controlplane.deletion;

import org.jspecify.annotations.NullMarked;
