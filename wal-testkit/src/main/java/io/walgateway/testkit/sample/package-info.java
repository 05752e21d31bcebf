/** Namespaces and messages for tests. */
@NullMarked
package io.walgateway.testkit.sample;

import org.jspecify.annotations.NullMarked;
