/** Addresses of targets: a gateway and a namespace of it. */
@NullMarked
package io.walgateway.plugin.wal.address;

import org.jspecify.annotations.NullMarked;
