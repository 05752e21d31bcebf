/** Clusters: zones with a full copy each, and the node of a zone that holds a key. */
@NullMarked
package io.walgateway.plugin.evcache.connection;

import org.jspecify.annotations.NullMarked;
