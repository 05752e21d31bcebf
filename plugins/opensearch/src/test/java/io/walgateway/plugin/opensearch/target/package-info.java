@NullMarked
package io.walgateway.plugin.opensearch.target;

import org.jspecify.annotations.NullMarked;
