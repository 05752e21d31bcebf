@NullMarked
package io.walgateway.standalone.up;

import org.jspecify.annotations.NullMarked;
