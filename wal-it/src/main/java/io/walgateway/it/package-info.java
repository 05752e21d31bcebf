/** The checker of recorded histories, and the tests of the system as a whole. */
@NullMarked
package io.walgateway.it;

import org.jspecify.annotations.NullMarked;
