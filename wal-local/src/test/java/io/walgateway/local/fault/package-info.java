@NullMarked
package io.walgateway.local.fault;

import org.jspecify.annotations.NullMarked;
