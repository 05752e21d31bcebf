@NullMarked
package io.walgateway.plugin.opensearch.document;

import org.jspecify.annotations.NullMarked;
