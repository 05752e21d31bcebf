/** The command that proves the promises under faults, proved itself. */
@NullMarked
package io.walgateway.it.chaos;

import org.jspecify.annotations.NullMarked;
