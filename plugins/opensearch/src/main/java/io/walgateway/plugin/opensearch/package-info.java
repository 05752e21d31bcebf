/** OpenSearch and Elasticsearch as targets. */
@NullMarked
package io.walgateway.plugin.opensearch;

import org.jspecify.annotations.NullMarked;
