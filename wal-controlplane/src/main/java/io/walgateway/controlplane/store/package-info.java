/** The SQL store: connections, tables, revisions, and the feed of changes. */
@NullMarked
package io.walgateway.controlplane.store;

import org.jspecify.annotations.NullMarked;
