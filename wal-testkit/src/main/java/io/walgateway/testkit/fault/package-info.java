/** Faults between processes that are real. */
@NullMarked
package io.walgateway.testkit.fault;

import org.jspecify.annotations.NullMarked;
