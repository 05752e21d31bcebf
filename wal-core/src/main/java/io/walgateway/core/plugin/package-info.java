/** The context that plugins are opened with, and the way they report an invalid configuration. */
@NullMarked
package io.walgateway.core.plugin;

import org.jspecify.annotations.NullMarked;
