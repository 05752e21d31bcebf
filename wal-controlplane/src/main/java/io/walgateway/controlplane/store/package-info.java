/** The SQL store: connections, tables, revisions, and the feed that tells when something has changed. */
@NullMarked
package io.walgateway.controlplane.store;

import org.jspecify.annotations.NullMarked;
