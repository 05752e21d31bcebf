/** Faults of connections: a proxy that cuts, freezes and slows down what passes through it. */
@NullMarked
package io.walgateway.local.fault;

import org.jspecify.annotations.NullMarked;
