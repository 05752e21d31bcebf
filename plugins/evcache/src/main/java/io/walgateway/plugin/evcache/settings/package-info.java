/** The settings of clusters, their zones and nodes. */
@NullMarked
package io.walgateway.plugin.evcache.settings;

import org.jspecify.annotations.NullMarked;
