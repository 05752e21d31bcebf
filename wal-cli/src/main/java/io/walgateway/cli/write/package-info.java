/** Writes through the server. */
@NullMarked
package io.walgateway.cli.write;

import org.jspecify.annotations.NullMarked;
