/** The real components for tests: containers if an engine answers, otherwise local processes. */
@NullMarked
package io.walgateway.testkit.component;

import org.jspecify.annotations.NullMarked;
