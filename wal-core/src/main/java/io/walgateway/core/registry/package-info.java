/** The plugins that a process has, and the parts of a namespace it cannot serve because a plugin is missing. */
@NullMarked
package io.walgateway.core.registry;

import org.jspecify.annotations.NullMarked;
