@NullMarked
package io.walgateway.it.chaos.load;

import org.jspecify.annotations.NullMarked;
