/** The plugins that a process has, and what of a namespace it cannot serve for want of one. */
@NullMarked
package io.walgateway.core.registry;

import org.jspecify.annotations.NullMarked;
