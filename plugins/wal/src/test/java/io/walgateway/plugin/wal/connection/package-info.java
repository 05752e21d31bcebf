@NullMarked
package io.walgateway.plugin.wal.connection;

import org.jspecify.annotations.NullMarked;
