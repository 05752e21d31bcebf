@NullMarked
package io.walgateway.local.port;

import org.jspecify.annotations.NullMarked;
