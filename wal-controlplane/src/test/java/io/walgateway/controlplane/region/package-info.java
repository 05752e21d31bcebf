@NullMarked
package io.walgateway.controlplane.region;

import org.jspecify.annotations.NullMarked;
