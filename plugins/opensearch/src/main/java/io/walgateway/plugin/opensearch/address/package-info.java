/** The parsed addresses of targets: an index, and where documents get their ids from. */
@NullMarked
package io.walgateway.plugin.opensearch.address;

import org.jspecify.annotations.NullMarked;
