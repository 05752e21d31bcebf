/** The seeded simulation: the pure core and the append path in virtual time, with faults, against a ledger of what is true. */
@NullMarked
package io.walgateway.it.sim;

import org.jspecify.annotations.NullMarked;
