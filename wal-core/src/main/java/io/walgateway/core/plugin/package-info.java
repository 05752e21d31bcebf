/** What plugins are given, and how they say what is wrong with a configuration. */
@NullMarked
package io.walgateway.core.plugin;

import org.jspecify.annotations.NullMarked;
