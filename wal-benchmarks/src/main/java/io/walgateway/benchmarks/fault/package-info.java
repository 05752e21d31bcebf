/** Receivers that misbehave, and deliveries to them: what outcome each has, and what is left afterwards. */
@NullMarked
package io.walgateway.benchmarks.fault;

import org.jspecify.annotations.NullMarked;
