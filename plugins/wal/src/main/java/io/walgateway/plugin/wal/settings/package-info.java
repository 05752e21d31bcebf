/** The settings of the plugin under {@code wal}. */
@NullMarked
package io.walgateway.plugin.wal.settings;

import org.jspecify.annotations.NullMarked;
