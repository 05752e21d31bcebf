/** Another gateway's log, as target. */
@NullMarked
package io.walgateway.plugin.wal;

import org.jspecify.annotations.NullMarked;
