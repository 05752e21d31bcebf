/** The suites: what is measured. */
@NullMarked
package io.walgateway.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
