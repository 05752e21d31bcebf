@NullMarked
package io.walgateway.local.cassandra;

import org.jspecify.annotations.NullMarked;
