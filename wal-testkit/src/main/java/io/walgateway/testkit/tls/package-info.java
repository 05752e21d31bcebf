/** Certificates for tests. */
@NullMarked
package io.walgateway.testkit.tls;

import org.jspecify.annotations.NullMarked;
