/** The commands on mutation sets. */
@NullMarked
package io.walgateway.cli.sets;

import org.jspecify.annotations.NullMarked;
