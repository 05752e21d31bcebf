/** How long tests wait for what is to come. */
@NullMarked
package io.walgateway.testkit.patience;

import org.jspecify.annotations.NullMarked;
