@NullMarked
package io.walgateway.local.nginx;

import org.jspecify.annotations.NullMarked;
