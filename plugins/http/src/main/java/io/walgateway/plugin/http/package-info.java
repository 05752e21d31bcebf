/** Upstream applications over HTTP, as target. */
@NullMarked
package io.walgateway.plugin.http;

import org.jspecify.annotations.NullMarked;
