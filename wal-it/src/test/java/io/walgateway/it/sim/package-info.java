@NullMarked
package io.walgateway.it.sim;

import org.jspecify.annotations.NullMarked;
