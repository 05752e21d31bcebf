@NullMarked
package io.walgateway.local.postgres;

import org.jspecify.annotations.NullMarked;
