/** Clusters: their settings, their nodes, and the exchange of one request. */
@NullMarked
package io.walgateway.plugin.opensearch.cluster;

import org.jspecify.annotations.NullMarked;
