/** What the processes' logging configurations make of a line. */
@NullMarked
package io.walgateway.it.logs;

import org.jspecify.annotations.NullMarked;
