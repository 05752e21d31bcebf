@NullMarked
package io.walgateway.plugin.opensearch.address;

import org.jspecify.annotations.NullMarked;
