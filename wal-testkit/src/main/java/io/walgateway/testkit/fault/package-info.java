/** Faults between real processes. */
@NullMarked
package io.walgateway.testkit.fault;

import org.jspecify.annotations.NullMarked;
