/** The settings of the plugin beneath {@code http}, credentials included. */
@NullMarked
package io.walgateway.plugin.http.settings;

import org.jspecify.annotations.NullMarked;
