/** The settings of the plugin under {@code grpc}, credentials included. */
@NullMarked
package io.walgateway.plugin.grpc.settings;

import org.jspecify.annotations.NullMarked;
