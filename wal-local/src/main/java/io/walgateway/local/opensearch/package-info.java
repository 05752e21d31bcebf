@NullMarked
package io.walgateway.local.opensearch;

import org.jspecify.annotations.NullMarked;
