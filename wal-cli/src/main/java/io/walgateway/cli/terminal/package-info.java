/** Where commands write, how they fail, and the rows that they show. */
@NullMarked
package io.walgateway.cli.terminal;

import org.jspecify.annotations.NullMarked;
