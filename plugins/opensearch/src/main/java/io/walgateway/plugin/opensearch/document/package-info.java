/** Messages as entries of a bulk request. */
@NullMarked
package io.walgateway.plugin.opensearch.document;

import org.jspecify.annotations.NullMarked;
