/** The real components for tests, from containers where an engine answers, else as local processes. */
@NullMarked
package io.walgateway.testkit.component;

import org.jspecify.annotations.NullMarked;
