/** The settings of the plugin under {@code http}, credentials included. */
@NullMarked
package io.walgateway.plugin.http.settings;

import org.jspecify.annotations.NullMarked;
