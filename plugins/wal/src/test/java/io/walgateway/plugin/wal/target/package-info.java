@NullMarked
package io.walgateway.plugin.wal.target;

import org.jspecify.annotations.NullMarked;
