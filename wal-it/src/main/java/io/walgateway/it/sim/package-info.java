/**
 * The seeded simulation: the pure core and the append path in virtual time, with faults, checked against a ledger of
 * the truth.
 */
@NullMarked
package io.walgateway.it.sim;

import org.jspecify.annotations.NullMarked;
