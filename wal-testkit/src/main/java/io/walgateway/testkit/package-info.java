/** Contract suites, fakes, a fault proxy, a test clock, and the real components for tests. */
@NullMarked
package io.walgateway.testkit;

import org.jspecify.annotations.NullMarked;
