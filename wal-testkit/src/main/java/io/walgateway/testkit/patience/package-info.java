/** How long tests wait for an expected result. */
@NullMarked
package io.walgateway.testkit.patience;

import org.jspecify.annotations.NullMarked;
