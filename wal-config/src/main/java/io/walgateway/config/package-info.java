/** Namespace documents, process settings, and the catalogs that keep them up to date. */
@NullMarked
package io.walgateway.config;

import org.jspecify.annotations.NullMarked;
