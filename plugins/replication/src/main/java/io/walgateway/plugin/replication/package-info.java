/** Replication to other regions: sends writes to their writer groups. */
@NullMarked
package io.walgateway.plugin.replication;

import org.jspecify.annotations.NullMarked;
