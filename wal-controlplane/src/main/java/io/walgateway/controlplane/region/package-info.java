/** The regions whose queues one control plane administers, and the settings of each. */
@NullMarked
package io.walgateway.controlplane.region;

import org.jspecify.annotations.NullMarked;
