@NullMarked
package io.walgateway.local.process;

import org.jspecify.annotations.NullMarked;
