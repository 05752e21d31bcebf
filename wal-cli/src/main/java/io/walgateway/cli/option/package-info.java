/** Options that several commands share. */
@NullMarked
package io.walgateway.cli.option;

import org.jspecify.annotations.NullMarked;
