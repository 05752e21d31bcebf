@NullMarked
package io.walgateway.core.set;

import org.jspecify.annotations.NullMarked;
