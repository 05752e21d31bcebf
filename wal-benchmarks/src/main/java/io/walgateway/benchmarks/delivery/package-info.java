/** The suites on deliveries to real servers: how fast, how punctual, and what is left of deliveries that go wrong. */
@NullMarked
package io.walgateway.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
